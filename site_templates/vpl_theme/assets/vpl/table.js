/* Sorts and filters the portfolio's table. Without it the table stands complete, in the order it was written. */
(function () {
  "use strict";

  function keyOf(row, column) {
    var cell = row.cells[column], value = cell.getAttribute("data-v");
    return value === null ? cell.textContent.trim().toLowerCase() : value === "" ? null : Number(value);
  }

  /* What is unknown stays at the end, whichever way the column is sorted. */
  function compare(a, b, direction) {
    if (a === null || b === null) return (a === null) - (b === null);
    return (a > b ? 1 : a < b ? -1 : 0) * direction;
  }

  function sort(heading) {
    var table = heading.closest("table"), body = table.tBodies[0], column = heading.cellIndex;
    var direction = heading.getAttribute("aria-sort") === "descending" ? 1 : -1;
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    Array.from(body.rows)
      .sort(function (a, b) { return compare(keyOf(a, column), keyOf(b, column), direction); })
      .forEach(function (row) { body.appendChild(row); });
  }

  function makeSortable(heading) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.addEventListener("click", function () { sort(heading); });
    heading.replaceChildren(button);
  }

  function makeFilter(tools) {
    var input = tools.querySelector("input"), count = tools.querySelector("[data-count]");
    var rows = Array.from(document.getElementById(tools.getAttribute("data-table")).tBodies[0].rows);
    function run() {
      var wanted = input.value.trim().toLowerCase();
      rows.forEach(function (row) { row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0; });
      var shown = rows.filter(function (row) { return !row.hidden; }).length;
      count.textContent = count.getAttribute("data-count").replace("{shown}", shown).replace("{all}", rows.length);
    }
    input.addEventListener("input", run);
    tools.hidden = false;
    run();
  }

  document.querySelectorAll("table.vpl-table--sort th[data-sort]").forEach(makeSortable);
  document.querySelectorAll(".vpl-tools[data-table]").forEach(makeFilter);
})();
