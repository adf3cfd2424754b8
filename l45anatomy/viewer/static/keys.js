/* l45anatomy view, sources sha256 ccdb0855df0eb09312287c7b4656a421592d7b12a10a2bb000bd5f171ddab3a8 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
