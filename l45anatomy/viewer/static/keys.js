/* l45anatomy view, sources sha256 8b19eaa3da68c1fa07692f3aa1423a711f190964750f3adaec435eb0404bf5d2 */
var n="data-lm-suppress-shortcuts",o="[class^='l45-'], [class*=' l45-']",e=!1;function i(){e||(e=!0,document.addEventListener("focusin",({target:t})=>s(t)),s(document.activeElement))}function s(t){t?.closest?.(o)&&t.setAttribute(n,"true")}var u={initialize:i};export{u as default};
