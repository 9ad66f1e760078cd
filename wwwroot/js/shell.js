// What the frame does beyond HTML. Everything here is a comfort: without it forms post and links work.

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", event => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }

  const copy = event.target.closest?.("[data-copy]");
  if (copy) {
    copyText(copy);
  }

  if (event.target.closest?.("[data-reload]")) {
    location.reload();
  }
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") {
    return;
  }

  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A menu that loses the focus closes: the next Tab never walks behind an open panel.
document.addEventListener("focusout", event => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) {
    menu.open = false;
  }
});

// One box for all boxes of its form, and what it says follows them.
document.addEventListener("change", event => {
  const form = event.target.form;
  const all = form?.querySelector("[data-choose-all]");
  if (!all) {
    return;
  }

  const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${all.dataset.chooseAll}"]`)];
  if (event.target === all) {
    for (const box of boxes) {
      box.checked = all.checked;
    }
  }

  const chosen = boxes.filter(box => box.checked).length;
  all.checked = chosen > 0 && chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
});

document.addEventListener("submit", event => {
  if (event.target.matches("[data-rail-toggle]")) {
    event.preventDefault();
    toggleRail(event.target, event.submitter);
  }
});

async function copyText(button) {
  const status = button.parentElement.querySelector("[role=status]");
  await navigator.clipboard.writeText(button.dataset.copy);
  status.textContent = button.dataset.copied;
  setTimeout(() => { status.textContent = ""; }, 2000);
}

function toggleRail(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const collapses = button.value === "collapsed";
  document.documentElement.dataset.rail = button.value;
  button.value = collapses ? "open" : "collapsed";
  button.setAttribute("aria-expanded", String(!collapses));
  fetch(form.action, { method: "POST", body, redirect: "manual" });
}

// The keyboard and screen readers start at the new page's heading; an error summary goes first.
function focusStart() {
  (document.querySelector("[data-focus]") ?? document.querySelector("h1"))?.focus({ preventScroll: true });
}

if (document.querySelector("[data-focus]")) {
  focusStart();
}

// Enhanced navigation swaps the page without the browser's own change of focus.
let path = location.pathname;
globalThis.Blazor?.addEventListener("enhancedload", () => {
  const drawer = document.getElementById("drawer");
  if (drawer?.matches(":popover-open")) {
    drawer.hidePopover();
  }

  if (path !== location.pathname || document.querySelector("[data-focus]")) {
    path = location.pathname;
    focusStart();
  }
});
