/* l45anatomy view, sources sha256 3c03dd796ac9d183a65c74fd59202eeb2d1f49f5cf25d8a0659cf53e126eec90 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
