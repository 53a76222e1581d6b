// What a script adds to the page: buttons that copy, a search in the catalogue, the address of the picked toolsets as they are picked,
// and the check of a token without leaving the page. Everything is there to read without it.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }

  // Browsers give the clipboard only to pages that came over https or from this machine.
  const field = element("textarea", { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

function addCopyButtons() {
  // For people who do not see the button change.
  const heard = element("p", { className: "heard" });
  heard.setAttribute("role", "status");
  document.body.append(heard);
  for (const source of all("[data-copy]")) {
    const figure = source.closest("figure");
    const what = figure?.querySelector("figcaption").textContent || source.dataset.copy || source.textContent;
    const button = element("button", { type: "button", className: "copy", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy: ${what}`);
    button.addEventListener("click", async () => {
      await copy(source.textContent);
      button.textContent = "Copied";
      heard.textContent = `Copied: ${what}`;
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    if (figure) {
      figure.querySelector("figcaption").append(button);
    } else {
      source.after(button);
    }
  }
}

function addSearch() {
  const catalogue = document.querySelector(".catalogue");
  if (!catalogue) {
    return;
  }

  const words = element("input", { type: "search", id: "search", autocomplete: "off", spellcheck: false });
  const access = element("select", { id: "search-access" });
  access.append(...["all", "read", "write", "delete"].map((value) => element("option", { value, textContent: value })));
  const found = element("output", { htmlFor: "search search-access" });
  catalogue.before(
    element(
      "div",
      { className: "search" },
      element("div", {}, element("label", { htmlFor: "search", textContent: "Search" }), words),
      element("div", {}, element("label", { htmlFor: "search-access", textContent: "Access" }), access),
      found,
    ),
  );

  const tools = all("li[data-access]", catalogue).map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text } of tools) {
      const isFound =
        (access.value === "all" || row.dataset.access === access.value) && wanted.every((word) => text.includes(word));
      row.hidden = !isFound;
      count += isFound ? 1 : 0;
    }

    for (const toolset of all(".toolset", catalogue)) {
      toolset.hidden = all("li:not([hidden])", toolset).length === 0;
      toolset.open = wanted.length > 0 && !toolset.hidden;
    }

    found.textContent =
      wanted.length === 0 && access.value === "all" ? "" : `${count} ${count === 1 ? "tool" : "tools"} found`;
  };
  words.addEventListener("input", show);
  access.addEventListener("change", show);
}

function addPicker() {
  const form = document.getElementById("picker");
  if (!form) {
    return;
  }

  let shown = document.querySelector("[data-url]").textContent;
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => {
    const picked = new FormData(form);
    const toolsets = picked.getAll("toolsets").join(",");
    const parameters = [...(toolsets ? [`toolsets=${toolsets}`] : []), ...(picked.has("read_only") ? ["read_only=true"] : [])];
    const url = form.dataset.url + (parameters.length ? `?${parameters.join("&")}` : "");
    const replace = (text) => text.replaceAll(`"${shown}"`, `"${url}"`);
    for (const code of all("[data-snippet]")) {
      code.textContent = replace(code.textContent);
    }

    for (const link of all("a[data-link]")) {
      link.href = withConfiguration(link.getAttribute("href"), replace);
    }

    document.querySelector("[data-url]").textContent = url;
    shown = url;
  });
}

// The link of Cursor holds its configuration as base64, that of VS Code as JSON.
function withConfiguration(link, replace) {
  const base64 = /^(cursor:.*&config=)(.*)$/.exec(link);
  if (base64) {
    return base64[1] + encodeURIComponent(btoa(replace(atob(decodeURIComponent(base64[2])))));
  }

  const [address, json] = link.split("?");
  return `${address}?${encodeURIComponent(replace(decodeURIComponent(json)))}`;
}

function addTokenCheck() {
  const body = document.getElementById("token-body");
  const form = document.getElementById("token-form");
  if (!form) {
    return;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    document.getElementById("token-result")?.remove();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      body.prepend(
        page.getElementById("token-result") ?? failure("The token was not checked", "Reload this page and try again."),
      );
      form.reset();
    } catch {
      body.prepend(failure("The server did not answer", "Try again in a moment."));
    } finally {
      button.disabled = false;
    }
  });
}

function failure(title, sentence) {
  const result = element(
    "div",
    { id: "token-result", className: "result bad" },
    element("h3", { textContent: title }),
    element("p", { textContent: sentence }),
  );
  result.setAttribute("role", "alert");
  return result;
}

addCopyButtons();
addSearch();
addPicker();
addTokenCheck();
