/* l45anatomy view, sources sha256 49b4a5ef8ea5d04816f6d9d68d5b6679e5b5bdeb17ac0ce32829f5ae440fbdbf */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
