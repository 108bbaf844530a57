/** The script of the HTML page: search and the dark switch. Without it the page reads the same. No `<` or `&` in it. */
export const PAGE_SCRIPT = `
(function () {
  'use strict';
  var root = document.documentElement;
  var find = function (selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); };
  var stored = function (value) {
    try { return value === undefined ? localStorage.getItem('docs-theme') : localStorage.setItem('docs-theme', value); } catch (error) { return null; }
  };

  var button = document.getElementById('page:theme');
  var kept = stored();
  if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  button.hidden = false;
  button.addEventListener('click', function () {
    var system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    var next = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
    root.dataset.theme = next;
    stored(next);
  });

  if (matchMedia('(max-width: 56rem)').matches) find('nav details')[0].open = false;

  var input = document.getElementById('page:search');
  var status = document.getElementById('page:found');
  var sections = find('main section');
  var entries = sections.map(function (section) {
    var own = find(':scope > :not(section)', section).map(function (part) { return part.textContent; }).join(' ');
    var link = find('nav a').find(function (each) { return each.getAttribute('href') === '#' + section.id; });
    var folded = find(':scope > details', section);
    return { section: section, text: own.toLowerCase(), folded: folded, item: link ? link.parentElement : null };
  });
  document.querySelector('.search').hidden = false;

  var search = function () {
    var words = input.value.toLowerCase().split(' ').filter(function (word) { return word !== ''; });
    var hits = entries.filter(function (entry) {
      return words.every(function (word) { return entry.text.indexOf(word) !== -1; });
    });
    entries.forEach(function (entry) {
      var shown = hits.some(function (hit) { return entry.section.contains(hit.section); });
      entry.section.hidden = !shown;
      if (entry.item) entry.item.hidden = !shown;
      entry.folded.forEach(function (details) {
        var text = details.textContent.toLowerCase();
        details.open = words.some(function (word) { return text.indexOf(word) !== -1; });
      });
    });
    status.textContent = words.length === 0 ? '' : hits.length === 0 ? 'Nothing found.' : hits.length + (hits.length === 1 ? ' section' : ' sections') + ' found.';
  };
  input.addEventListener('input', search);
  addEventListener('click', function (event) {
    var link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
    var target = link ? document.getElementById(link.getAttribute('href').slice(1)) : null;
    if (!target || !target.closest('[hidden]')) return;
    input.value = '';
    search();
  });
  addEventListener('beforeprint', function () {
    find('main details').forEach(function (details) { details.open = true; });
  });
  addEventListener('keydown', function (event) {
    if (event.key === '/') {
      if (document.activeElement === input) return;
      event.preventDefault();
      input.focus();
    }
    if (event.key === 'Escape') {
      if (document.activeElement !== input) return;
      input.value = '';
      search();
    }
  });
})();
`;
