// Everything on the page is readable without this. It adds the filter, opens what a link points at, and copies.
'use strict';
addEventListener('DOMContentLoaded', () => {
  const byId = id => document.getElementById(id);
  const items = [...document.querySelectorAll('.item')];
  const form = byId('filter');

  if (form) {
    const text = byId('filter-text'), count = byId('filter-count'), none = byId('no-match');
    const boxes = [...form.querySelectorAll('[name="class"]')];
    const words = new Map();
    const wordsOf = item => {
      if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
      return words.get(item);
    };
    const apply = () => {
      const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const classes = new Set(boxes.filter(box => box.checked).map(box => box.value));
      let shown = 0;
      for (const item of items) {
        const fits = (boxes.length === 0 || classes.has(item.dataset.class)) && wanted.every(word => wordsOf(item).includes(word));
        if (item.hidden === fits) item.hidden = !fits;
        if (fits) shown++;
      }
      count.textContent = `${shown} of ${items.length} shown`;
      none.hidden = shown > 0;
    };
    // While somebody types, once: a screen reader would read every number on the way.
    let later = 0;
    text.addEventListener('input', () => { clearTimeout(later); later = setTimeout(apply, 120); });
    form.addEventListener('change', apply);
    form.addEventListener('reset', () => setTimeout(apply));
    form.addEventListener('submit', event => { event.preventDefault(); apply(); });
    const openAll = open => { for (const item of items) if (!item.hidden && item.firstElementChild.localName === 'details') item.firstElementChild.open = open; };
    byId('open-all').addEventListener('click', () => openAll(true));
    byId('close-all').addEventListener('click', () => openAll(false));
    form.parentElement.hidden = false;
    // A browser that comes back keeps what was typed.
    apply();
  }

  // Fragments are plain letters: whatever else somebody writes there names nothing.
  const open = () => {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    const details = target && target.querySelector(':scope > details');
    if (!details) return;
    details.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', open);
  open();

  const copied = async code => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      // A page from a file may not reach the clipboard: what is selected can still be copied.
      getSelection().selectAllChildren(code);
      return document.execCommand('copy');
    }
  };
  for (const button of document.querySelectorAll('.copy')) {
    const word = button.querySelector('.word');
    word.setAttribute('role', 'status');
    button.hidden = false;
    button.addEventListener('click', async () => {
      word.textContent = await copied(byId(button.dataset.copy)) ? 'Copied' : 'Selected: press Ctrl+C';
      setTimeout(() => { word.textContent = 'Copy'; }, 2500);
    });
  }

  // On paper nothing can be opened.
  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('details:not([open])')) { details.dataset.printed = ''; details.open = true; } });
  addEventListener('afterprint', () => { for (const details of document.querySelectorAll('[data-printed]')) { details.open = false; delete details.dataset.printed; } });
});
