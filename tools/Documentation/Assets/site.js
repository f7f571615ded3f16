// The pages are whole without this script: it adds the search, the choice of a version, and light or dark.
'use strict';

// Before the page is drawn. A browser may refuse to remember.
const remembered = {
  get theme() { try { return localStorage.getItem('theme'); } catch { return null; } },
  set theme(value) { try { localStorage.setItem('theme', value); } catch { /* it lasts for this page */ } },
};
if (remembered.theme) document.documentElement.dataset.theme = remembered.theme;

document.addEventListener('DOMContentLoaded', () => {
  const { root, version } = document.body.dataset;
  chooseTheme();
  chooseVersion(root, version);
  search(root);
  followHeadings();
  const menu = document.getElementById('menu'), current = menu.querySelector('[aria-current]');
  if (current) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;
});

function chooseTheme() {
  document.getElementById('theme').addEventListener('click', () => {
    const now = document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    remembered.theme = document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });
}

function chooseVersion(root, version) {
  if (typeof versions === 'undefined') return;
  const select = document.createElement('select');
  select.setAttribute('aria-label', 'Version');
  for (const name of versions) select.add(new Option(name, name, false, name === version));
  select.addEventListener('change', () => location.assign(`${root}../${select.value}/index.html`));
  document.querySelector('.version').replaceWith(select);
  if (version !== newest) {
    const note = document.createElement('p');
    note.className = 'old';
    note.append(`This is version ${version}. The latest release is `, link(`${root}../${newest}/index.html`, newest), '.');
    document.querySelector('main').prepend(note);
  }
}

function link(address, ...content) {
  const a = document.createElement('a');
  a.href = address;
  a.append(...content);
  return a;
}

function element(name, text) {
  const one = document.createElement(name);
  one.textContent = text;
  return one;
}

function search(root) {
  const input = document.getElementById('search'), list = document.getElementById('results');
  let loading = null, selected = -1;

  // As a script, because pages opened from a folder may not fetch data.
  const load = () => loading ??= new Promise(resolve => {
    const script = document.createElement('script');
    script.src = `${root}assets/search-index.js`;
    script.addEventListener('load', () => resolve(searchIndex));
    document.head.append(script);
  });

  function select(index) {
    const items = [...list.querySelectorAll('[role=option]')];
    selected = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, i) => item.setAttribute('aria-selected', i === selected));
    items[selected]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', items[selected]?.id ?? '');
  }

  function show(isShown) {
    list.hidden = !isShown;
    input.setAttribute('aria-expanded', isShown);
  }

  async function update() {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    if (!words.length) return show(false);
    const found = find(await load(), words);
    list.replaceChildren(...found.map(([title, address, place, text, code], i) => {
      const item = element('li', '');
      item.id = `result${i}`;
      item.setAttribute('role', 'option');
      item.append(link(root + address, element('strong', title), element('span', place), element('small', text || (address.includes('#') ? code.slice(0, 120) : ''))));
      return item;
    }));
    if (!found.length) list.append(element('p', 'Nothing has all of these words.'));
    show(true);
    select(0);
  }

  input.addEventListener('input', update);
  input.addEventListener('focus', () => { load(); if (input.value) update(); });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      select(selected + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      list.querySelector('[aria-selected=true] a')?.click();
    } else if (event.key === 'Escape') {
      show(false);
      input.blur();
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  document.addEventListener('click', event => { if (!event.target.closest('search') || event.target.closest('#results a')) show(false); });

  // page.html?q=mean shows the results.
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  if (input.value) update();
}

// Every word must be somewhere; titles count most, and of those the shorter.
function find(index, words) {
  return index
    .map(entry => [words.map(word => score(entry, word)), entry])
    .filter(([scores]) => !scores.includes(0))
    .map(([scores, entry]) => [scores.reduce((a, b) => a + b) - entry[0].length / 8 + (entry[1].includes('#') ? 0 : 10), entry])
    .sort((a, b) => b[0] - a[0])
    .slice(0, 24)
    .map(([, entry]) => entry);
}

function score([title, , place, text, code], word) {
  const name = title.toLowerCase().replace(/<.*/, ''), at = name.indexOf(word);
  if (name === word) return 100;
  if (at === 0) return 60;
  if (at > 0) return /[A-Z]/.test(title[at]) || /[^a-z]/.test(name[at - 1]) ? 40 : 20;
  return place.toLowerCase().includes(word) ? 8 : text.toLowerCase().includes(word) ? 6 : code.toLowerCase().includes(word) ? 5 : 0;
}

// Marks the heading that is read in the list on the right.
function followHeadings() {
  const links = [...document.querySelectorAll('.toc a')];
  const headings = links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1))));
  const update = () => {
    const last = headings.findLastIndex(heading => heading.getBoundingClientRect().top < innerHeight / 4);
    links.forEach((a, i) => a.parentElement.classList.toggle('here', i === last));
    if (last >= 0 && links.length > 30) links[last].scrollIntoView({ block: 'nearest' });
  };
  if (links.length) addEventListener('scroll', update, { passive: true });
}
