/* l45anatomy view, sources sha256 df7c4f28babecbe7cf8269b7d4a72e52c4bee143e165edbd2aca63e9ece8b3dc */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
