/* l45anatomy view, sources sha256 14752da526f00a5eb9d4f2d88ff838f9a338e44825e4bb62b52c0b8b07da10a8 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
