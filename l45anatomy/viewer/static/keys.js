/* l45anatomy view, sources sha256 9a3693a54fdfb76ca2db021ef0cc8199f1b64a91a2baf0f6fcf2004563fbbe21 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
