/* A site that was opened from a disk instead of a server: browsers start no workers there and read no JSON.
   The search then runs in an empty frame, from the copy of its index that is a script.
   A site without that copy has no search, and everything else works. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  const load = (page, address) =>
    new Promise((resolve, reject) => {
      const script = page.createElement("script");
      Object.assign(script, { src: address, onload: resolve, onerror: reject });
      page.head.append(script);
    });

  // The theme's script gives up all it does when the index is missing; it must not hear of that.
  addEventListener(
    "error",
    event => event.target.src?.endsWith("/search/search_index.js") && event.stopImmediatePropagation(),
    true
  );

  // The theme's search looks for this name to know that it is not in a worker.
  window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inside = (this.inside = frame.contentWindow);
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...addresses) =>
        addresses.reduce((before, each) => before.then(() => load(inside.document, each)), Promise.resolve());
      this.ready = load(inside.document, address);
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
  window.Worker = window.IFrameWorker;
})();
