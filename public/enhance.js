// Niceties only: every page works without this file.
(() => {
  // A second press of a double click sends nothing. The button stays enabled, so that its name and value are sent with the first.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  // Back brings a page out of the browser's memory as it was left: ready to be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Characters left, said politely once typing pauses.
  for (const area of document.querySelectorAll('textarea[data-limit]')) {
    const note = document.getElementById(`${area.id}-count`);
    if (!note) continue;
    const number = new Intl.NumberFormat(document.documentElement.lang);
    let pause;
    note.setAttribute('role', 'status');
    area.addEventListener('input', () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        note.textContent = `${note.dataset.left} ${number.format(area.dataset.limit - area.value.length)}`;
      }, 600);
    });
  }

  // Photos are shown as soon as they are chosen.
  for (const input of document.querySelectorAll('input[data-preview]')) {
    input.addEventListener('change', () => {
      input.nextElementSibling?.remove();
      const list = document.createElement('ul');
      list.className = 'photos';
      for (const file of [...input.files].slice(0, 10)) {
        if (!file.type.startsWith('image/')) continue;
        const image = Object.assign(new Image(96, 96), { alt: file.name, src: URL.createObjectURL(file) });
        image.onload = () => URL.revokeObjectURL(image.src);
        list.append(document.createElement('li'));
        list.lastChild.append(image);
      }
      if (list.childElementCount) input.after(list);
    });
  }

  // The list of languages closes when the reader turns elsewhere.
  document.addEventListener('click', (event) => {
    for (const open of document.querySelectorAll('.language[open]'))
      if (!open.contains(event.target)) open.open = false;
  });
})();
