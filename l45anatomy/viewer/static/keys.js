/* l45anatomy view, sources sha256 ac6cc0fbf1ddcdd2845c94bf9c1bfe944fb31048644b9f0eff3eaba49dc27205 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
