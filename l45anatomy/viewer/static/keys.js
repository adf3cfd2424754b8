/* l45anatomy view, sources sha256 d1d98bd4ba1d59b22440fe8abeb6bfd7220ee077ccb6e1524af7c7e1ef63b294 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
