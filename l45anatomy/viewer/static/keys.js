/* l45anatomy view, sources sha256 f18ff030e26cf27b2ffccf69d89d1500989d608a5bb8d0b0d053fd72b878b221 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
