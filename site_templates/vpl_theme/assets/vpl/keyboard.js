/* The button of a phone's menu is a label, which no keyboard reaches: a real button takes its place. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const label = document.querySelector(".md-header__button[for=__drawer]"), menu = document.querySelector(".md-nav--primary");
  if (!label || !menu) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", "__drawer"); // by which the theme's style sheet knows it
  button.setAttribute("aria-label", menu.getAttribute("aria-label"));
  button.append(...label.childNodes);
  button.addEventListener("click", () => document.getElementById("__drawer").click());
  label.replaceWith(button);
});
