/* l45anatomy view, sources sha256 368cdcdbc88873f4f7f694593888c031e1063af99ef272a3cb687a2056e4ae80 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
