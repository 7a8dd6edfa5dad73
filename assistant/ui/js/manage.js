// What the Manage and Evaluate tabs need besides their markup: buttons and forms that tell the server, and uploads.
{
  // A button with data-do, or a form with one, tells its data to the listener of the part of the page it stands in.
  window.crWire = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button && button.type === "button") trigger("click", { ...button.dataset });
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-do]");
      if (!form) return;
      event.preventDefault();
      const told = { ...form.dataset };
      for (const name of new Set([...form.elements].map((one) => one.name).filter(Boolean))) told[name] = new FormData(form).getAll(name);
      trigger("click", told);
    });
  };

  const send = (file, shown) => new Promise((done) => {
    const asked = new XMLHttpRequest();
    asked.open("POST", `/incoming?name=${encodeURIComponent(file.name)}`);
    asked.upload.onprogress = (event) => { if (event.lengthComputable) shown.value = event.loaded / event.total; };
    asked.onload = () => {
      let reply = {};
      try { reply = JSON.parse(asked.responseText); } catch { /* not from our own route: told by its status below */ }
      done(asked.status === 200 ? "" : reply.problem || `The server refused it (${asked.status}).`);
    };
    asked.onerror = () => done("The connection broke off. Try again.");
    asked.send(file);
  });

  const row = (list, file) => {
    const item = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress");
    name.className = "cr-m-name";
    name.textContent = file.name;
    bar.setAttribute("aria-label", `Upload of ${file.name}`);
    bar.value = 0;
    item.append(name, bar);
    list.append(item);
    return { item, bar };
  };

  const fail = ({ item, bar }, why) => {
    const told = document.createElement("span");
    told.className = "cr-m-bad";
    told.textContent = why;
    bar.replaceWith(told);
  };

  window.crUpload = (element, trigger) => {
    const zone = element.querySelector(".cr-m-drop"), input = zone.querySelector("input");
    const list = element.querySelector(".cr-m-uploads"), status = element.querySelector("[role=status]");
    let queue = Promise.resolve();

    const take = async (files) => {
      list.replaceChildren();
      let taken = 0;
      for (const file of files) {
        const shown = row(list, file), limit = Number(zone.dataset.max);
        const told = file.size > limit ? `The file is larger than ${Math.round(limit / 2 ** 20)} MiB, the limit. Split it and try again.`
          : await send(file, shown.bar);
        if (told) fail(shown, told);
        else { taken += 1; shown.item.remove(); }
        status.textContent = `${taken} of ${files.length} uploaded`;
      }
      status.textContent = taken === files.length ? "" : `${files.length - taken} of ${files.length} could not be uploaded:`;
      trigger("click", { do: "uploaded" });
    };
    const begin = (chosen) => { const files = [...chosen]; if (files.length) queue = queue.then(() => take(files)); };

    input.addEventListener("change", () => { begin(input.files); input.value = ""; });
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("cr-m-over"); });
    }
    zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("cr-m-over"); });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("cr-m-over");
      begin(event.dataTransfer.files);
    });
  };

  // A suite of one's own is small: its text goes along with the click.
  window.crSuite = (element, trigger) => {
    const zone = element.querySelector(".cr-m-drop"), input = zone.querySelector("input");
    input.addEventListener("change", async () => {
      const file = input.files[0];
      if (!file) return;
      const small = file.size <= Number(zone.dataset.max);
      trigger("click", { do: "keep", name: file.name, text: small ? await file.text() : "" });
      input.value = "";
    });
  };
}
