/** The style of the HTML page; `#THEME` stands for the app's colour. No `<` or `&`, so that the page stays well-formed. */
export const PAGE_STYLE = `
:root { --theme: #THEME; --text: #1c1c22; --soft: #55555f; --back: #ffffff; --panel: #f5f5f8; --line: #dcdce3; --link: #1a4fd0; --mark: #a3195b; color-scheme: light; }
:root[data-theme='dark'] { --text: #ececf1; --soft: #b4b4c0; --back: #17171c; --panel: #222229; --line: #3a3a45; --link: #8fb4ff; --mark: #ff9cc8; color-scheme: dark; }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) { --text: #ececf1; --soft: #b4b4c0; --back: #17171c; --panel: #222229; --line: #3a3a45; --link: #8fb4ff; --mark: #ff9cc8; color-scheme: dark; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, Ubuntu, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, [tabindex='0']:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; z-index: 3; background: var(--back); padding: 0.5rem 1rem; }
[hidden] { display: none !important; }
.top { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 0.75rem; padding: 0.6rem 1.5rem; background: var(--back); border-bottom: 1px solid var(--line); border-top: 4px solid var(--theme); }
.icon { flex: none; width: 2.5rem; height: 2.5rem; border-radius: 0.6rem; background: var(--theme); color: #fff; padding: 0.2rem; font-size: 1.3rem; font-weight: 700; text-align: center; line-height: 2.1rem; }
.name { margin: 0; font-weight: 650; font-size: 1.1rem; }
.search { flex: 1; display: flex; justify-content: flex-end; }
.search label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.search input { width: min(22rem, 100%); padding: 0.45rem 0.8rem; font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--soft); border-radius: 0.5rem; }
input::placeholder { color: var(--soft); opacity: 1; }
.theme { flex: none; width: 2.5rem; height: 2.5rem; font-size: 1.2rem; line-height: 1; color: inherit; background: var(--panel); border: 1px solid var(--soft); border-radius: 0.5rem; cursor: pointer; }
.found { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem; color: var(--soft); }
.found:not(:empty) { padding-top: 1rem; }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem; max-width: 78rem; margin: 0 auto; padding: 1.5rem; }
nav details { position: sticky; top: 5.5rem; max-height: calc(100vh - 7rem); overflow: auto; font-size: 0.92rem; }
nav summary { font-weight: 650; cursor: pointer; }
nav ul { list-style: none; margin: 0.3rem 0; padding-left: 0.9rem; }
nav details > ul { padding-left: 0; }
nav a { display: block; padding: 0.12rem 0; color: var(--text); text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }
nav details > ul > li { margin-top: 0.35rem; }
nav details > ul > li > a { font-weight: 600; }
main { min-width: 0; max-width: 54rem; }
h1 { margin: 0 0 0.5rem; font-size: 2.1rem; line-height: 1.2; }
h2 { margin: 2.6rem 0 0.6rem; padding-bottom: 0.3rem; font-size: 1.55rem; line-height: 1.25; border-bottom: 1px solid var(--line); }
h3 { margin: 2.2rem 0 0.4rem; font-size: 1.2rem; line-height: 1.3; }
h4, h5, h6 { margin: 1.6rem 0 0.3rem; font-size: 1.02rem; }
p { margin: 0.55rem 0; }
ul, ol { margin: 0.55rem 0; padding-left: 1.4rem; }
li { margin: 0.2rem 0; }
.anchor { color: var(--soft); text-decoration: none; opacity: 0; font-weight: 400; }
h2:hover .anchor, h3:hover .anchor, h4:hover .anchor, .anchor:focus { opacity: 1; }
.badge { display: inline-block; margin-left: 0.4rem; padding: 0.1rem 0.55rem; font-size: 0.75rem; font-weight: 600; vertical-align: middle; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; }
.required { display: inline-block; font-size: 0.75rem; color: var(--mark); }
code { font: 0.88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--panel); padding: 0.1em 0.3em; border-radius: 0.25rem; }
pre { overflow: auto; padding: 0.8rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 0.5rem; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
.note, blockquote { margin: 0.9rem 0; padding: 0.4rem 1rem; background: var(--panel); border-left: 4px solid var(--theme); border-radius: 0 0.4rem 0.4rem 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: 0.8rem 0; }
th, td { padding: 0.5rem 0.7rem; text-align: left; vertical-align: top; border: 1px solid var(--line); overflow-wrap: break-word; }
.fields th, .fields td { overflow-wrap: anywhere; }
thead th { background: var(--panel); font-size: 0.88rem; }
.fields > tbody > tr > th { width: 32%; font-weight: 400; }
.fields td > :first-child, .note > :first-child { margin-top: 0; }
.fields td > :last-child, .note > :last-child { margin-bottom: 0; }
.fields p { margin: 0.3rem 0; }
.inner { margin: 0.35rem 0 0.6rem; font-size: 0.95rem; }
.inner > tbody > tr > th, .inner > tbody > tr > td { padding: 0.35rem 0.6rem; }
.intro { color: var(--soft); }
.options { padding-left: 1.1rem; }
.options.many { columns: 11rem auto; }
.group { display: block; margin-top: 0.4rem; color: var(--soft); font-size: 0.9rem; }
main details { margin: 0.9rem 0; border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.5rem 0.9rem; }
main summary { cursor: pointer; font-weight: 600; }
@media (max-width: 56rem) {
  html { scroll-padding-top: 7rem; }
  .top { flex-wrap: wrap; padding: 0.5rem 1rem; }
  .name { flex: 1; }
  .search { order: 3; flex-basis: 100%; }
  .search input { width: 100%; }
  .columns { display: block; padding: 1rem; }
  nav details { position: static; max-height: none; margin-bottom: 1.2rem; padding: 0.5rem 0.9rem; border: 1px solid var(--line); border-radius: 0.5rem; }
  nav a { padding: 0.35rem 0; }
}
@media (max-width: 38rem) {
  h1 { font-size: 1.7rem; }
  .fields, .fields > tbody, .fields > tbody > tr, .fields > tbody > tr > th, .fields > tbody > tr > td { display: block; width: auto; }
  .fields > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .fields { border: 1px solid var(--line); border-radius: 0.4rem; }
  .fields > tbody > tr > th { border: 0; padding-block: 0.35rem; background: var(--panel); }
  .fields > tbody > tr > td { border: 0; padding-top: 0.35rem; }
  .fields > tbody > tr + tr { border-top: 1px solid var(--line); }
  .inner { border-width: 0 0 0 3px; border-radius: 0; }
}
@media print {
  :root, :root:not([data-theme='light']), :root[data-theme='dark'] { --text: #000; --soft: #333; --back: #fff; --panel: #f3f3f3; --line: #bbb; --link: #000; --mark: #000; color-scheme: light; }
  .top { position: static; }
  nav, .search, .theme, .skip, .anchor, .found { display: none !important; }
  .columns { display: block; padding: 0; }
  h2, h3, h4 { break-after: avoid; }
  tr, pre { break-inside: avoid; }
  main a[href^='http']::after { content: ' (' attr(href) ')'; font-size: 0.85em; }
}
`;
