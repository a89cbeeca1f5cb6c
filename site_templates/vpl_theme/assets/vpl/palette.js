/* The colours that a reader chose on an earlier page, put on before any of this one is shown.
   The theme's own script, which comes last, keeps and reads them by these two names. */
window.__md_get = (name, storage = localStorage) => JSON.parse(storage.getItem(`/.${name}`));
window.__md_set = (name, value, storage = localStorage) => {
  try {
    storage.setItem(`/.${name}`, JSON.stringify(value));
  } catch {} // a browser that keeps nothing shows the colours that its system asks for
};
for (const [name, value] of Object.entries(window.__md_get("__palette")?.color ?? {}))
  document.body.setAttribute(`data-md-color-${name}`, value);
