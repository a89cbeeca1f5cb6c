/* Sorts and filters the portfolio's table, and of a long one shows the beginning. Without it, or where it fails, the
   table stands complete, in the order it was written. */
(function () {
  "use strict";

  /* While this stands there the style sheet hides the rows beyond so many: a browser would lay out thousands of them
     again and again before they can be taken out. */
  var AT_ONCE = 250, COMING = "vpl-paging", root = document.documentElement, tables = new Map();

  function keyOf(row, column) {
    var cell = row.cells[column], value = cell.getAttribute("data-v");
    return value === null ? cell.textContent.trim().toLowerCase() : value === "" ? null : Number(value);
  }

  /* What is unknown stays at the end, whichever way the column is sorted. */
  function compare(a, b, direction) {
    if (a === null || b === null) return (a === null) - (b === null);
    return (a > b ? 1 : a < b ? -1 : 0) * direction;
  }

  /* Not as arguments of one call, of which there may not be very many. */
  function fill(body, rows) {
    var part = document.createDocumentFragment();
    rows.forEach(function (row) { part.appendChild(row); });
    body.replaceChildren(part);
  }

  /* All rows of a table, of which only those that are shown stand in it: thousands would make each step slow. */
  function Rows(table) {
    this.id = table.id;
    this.body = table.tBodies[0];
    this.others = [];
    this.all = Array.from(this.body.rows);
    this.found = this.all;
    this.limit = AT_ONCE;
    this.told = function () {};
  }

  /* The rows on another page on which the same table goes on. */
  function fetched(address, id) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(address);
      return answer.text();
    }).then(function (text) {
      return Array.from(new DOMParser().parseFromString(text, "text/html").getElementById(id).tBodies[0].rows);
    });
  }

  /* Does it with the rows of all pages, which are fetched once; with those of this page where the others do not come. */
  Rows.prototype.withAll = function (act) {
    var rows = this, own = this.all;
    if (!this.others.length) return act();
    this.coming = this.coming || Promise.all(this.others.map(function (address) {
      return address === rows.here ? own : fetched(address, rows.id);
    })).then(function (parts) {
      rows.all = rows.found = [].concat.apply([], parts);
      rows.texts = null;
      rows.others = [];
    }, function () {
      rows.alone = true;
      rows.others = [];
    });
    return this.coming.then(act);
  };

  Rows.prototype.sort = function (column, direction) {
    this.all = this.all
      .map(function (row) { return { row: row, key: keyOf(row, column) }; })
      .sort(function (a, b) { return compare(a.key, b.key, direction); })
      .map(function (keyed) { return keyed.row; });
    this.find(this.wanted || "");
  };

  Rows.prototype.find = function (wanted) {
    var texts = this.texts = this.texts || new Map(this.all.map(function (row) {
      return [row, row.textContent.toLowerCase()];
    }));
    this.wanted = wanted;
    this.found = this.all.filter(function (row) { return texts.get(row).indexOf(wanted) >= 0; });
    this.limit = AT_ONCE;
    this.show();
  };

  Rows.prototype.show = function () {
    fill(this.body, this.found.slice(0, this.limit));
    this.told();
  };

  function rowsOf(table) {
    if (!tables.has(table)) tables.set(table, new Rows(table));
    return tables.get(table);
  }

  function sort(heading) {
    var table = heading.closest("table");
    var direction = heading.getAttribute("aria-sort") === "descending" ? 1 : -1;
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    rowsOf(table).withAll(function () { rowsOf(table).sort(heading.cellIndex, direction); });
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
    var more = document.querySelector(".vpl-more[data-table='" + tools.getAttribute("data-table") + "']");
    var rows = rowsOf(document.getElementById(tools.getAttribute("data-table")));
    rows.others = (tools.getAttribute("data-parts") || "").split(" ").filter(Boolean);
    rows.here = tools.getAttribute("data-here");
    rows.told = function () {
      var told = count.getAttribute(rows.alone ? "data-alone" : "data-count");
      var all = rows.others.length ? tools.getAttribute("data-all") : rows.all.length;
      count.textContent = told.replace("{shown}", rows.found.length).replace("{all}", all);
      more.hidden = rows.found.length <= rows.limit;
    };
    input.addEventListener("input", function () {
      rows.withAll(function () { rows.find(input.value.trim().toLowerCase()); });
    });
    more.querySelector("button").addEventListener("click", function () {
      rows.limit += AT_ONCE;
      rows.show();
    });
    window.addEventListener("beforeprint", function () { fill(rows.body, rows.found); });
    window.addEventListener("afterprint", function () { rows.show(); });
    tools.hidden = false;
    rows.show();
  }

  root.classList.add(COMING);
  document.addEventListener("DOMContentLoaded", function () {
    try {
      document.querySelectorAll("table.vpl-table--sort th[data-sort]").forEach(makeSortable);
      document.querySelectorAll(".vpl-tools[data-table]").forEach(makeFilter);
    } finally {
      root.classList.remove(COMING);
    }
  });
})();
