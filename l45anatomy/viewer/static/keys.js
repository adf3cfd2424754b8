/* l45anatomy view, sources sha256 599c25907d7be1fab1b6ad1553834eec4d4b8e901078ddfa7a058e14c9bf9963 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
