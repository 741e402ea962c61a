// Small help for ordinary forms: a wait is shown, a second click does nothing, a password can be looked at.
addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('[data-wait]')) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'true';
  form.setAttribute('aria-busy', 'true');
  form.querySelector('[type=submit]')?.setAttribute('aria-disabled', 'true');
  form.querySelector('.wait')?.removeAttribute('hidden');
});
// What somebody types in a form that keeps drafts is kept while they pause, and when they look away.
let keeping;
const keep = form => {
  clearTimeout(keeping);
  keeping = undefined;
  if (!form.dataset.sent) navigator.sendBeacon(form.dataset.draft, new URLSearchParams(new FormData(form)));
};
addEventListener('input', event => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(keeping);
  keeping = setTimeout(keep, 3_000, form);
});
addEventListener('visibilitychange', () => {
  if (keeping && document.visibilityState === 'hidden') keep(document.querySelector('form[data-draft]'));
});
// Coming back by the browser's arrow finds the form ready again.
addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
addEventListener('click', event => {
  const button = event.target.closest?.('[data-reveal]');
  const input = button && document.getElementById(button.dataset.reveal);
  if (!input) return;
  const hide = input.type === 'text';
  input.type = hide ? 'password' : 'text';
  button.setAttribute('aria-pressed', String(!hide));
});
