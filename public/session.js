// Says before a session ends that it does, and prolongs it without leaving the page.
(() => {
  const WARN_SECONDS = 120;
  const UNWARNED_SECONDS = 300;
  let known = '';
  let endsAt = 0;

  const boxNow = () => document.querySelector('[data-session]');

  function look() {
    const box = boxNow();
    if (!box) return;
    const { session, sessionSeconds } = box.dataset;
    if (session !== known) {
      known = session;
      endsAt = performance.now() + Number(sessionSeconds) * 1000;
    }
    const left = (endsAt - performance.now()) / 1000;
    const stays = box.querySelector('[role=status] a') !== null;
    const soon = box.querySelector('[role=status] p');
    // Where nothing prolongs it, there is more to finish.
    if (soon) soon.hidden = left > (stays ? WARN_SECONDS : UNWARNED_SECONDS);
  }

  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('[data-session] [role=status] a') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      fetch('/staff/stay?as=json', { headers: { Accept: 'application/json' } })
        .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(new Error('over'))))
        .then(({ endsAt: session, seconds }) => {
          Object.assign(boxNow()?.dataset ?? {}, { session, sessionSeconds: String(seconds) });
          look();
        })
        .catch(() => location.assign(link.href));
    },
    true,
  );
  setInterval(look, 1000);
  look();
})();
