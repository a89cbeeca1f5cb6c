/* The button of a phone's menu is a label, which no keyboard reaches. Material's own script clicks a label at Enter. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const button = document.querySelector(".md-header__button[for=__drawer]"), menu = document.querySelector(".md-nav--primary");
  if (!button || !menu) return;
  button.tabIndex = 0;
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", menu.getAttribute("aria-label"));
});
