/* l45anatomy view, sources sha256 25e6a407dbfa2a482d2295a9d4c44b7ed270dd73f68012a0c0c03498f43c928d */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
