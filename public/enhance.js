// Niceties: every page works without.
(() => {
  // A second press of a double click sends nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  // After Back, ready to be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Characters left, said once typing pauses.
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

  // Chosen photos are shown at once.
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

  // The language list closes on a click elsewhere.
  document.addEventListener('click', (event) => {
    for (const open of document.querySelectorAll('.language[open]'))
      if (!open.contains(event.target)) open.open = false;
  });
})();
