/* l45anatomy view, sources sha256 dfcd79c2847cf2b5be2b74235b46868c6244ae70aa84daeb9024dbdceb4f7843 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
