/* l45anatomy view, sources sha256 14b8046e33ef03a9193a443ef0d5439a2d1f01cf22ca5226ee369da2df9681eb */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
