/* l45anatomy view, sources sha256 71e6f0e306a4032a79ef0dc6027f2648ab05b4cdd9f9c6eaf30f13fdd6ea17cb */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
