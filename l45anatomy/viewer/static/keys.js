/* l45anatomy view, sources sha256 a73234b0ae8137d1e0d93d3ca59e74eb48aaf820de6954bf935201889dc31e9c */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
