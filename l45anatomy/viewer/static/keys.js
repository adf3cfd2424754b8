/* l45anatomy view, sources sha256 1bfa5fd93d910350659aaf3cc9fb96408ee521037d053a8fa9ad85ef43c37199 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
