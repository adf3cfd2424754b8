/* l45anatomy view, sources sha256 e791e479dcdc9937f772a726458717ec9728ea95d1b424adfedc4f4c8f185a56 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
