/* l45anatomy view, sources sha256 1f0c533f9b814bc01e13e98e2a01e2dc0ba9b4515a1163668f26ffc89cdff9d1 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
