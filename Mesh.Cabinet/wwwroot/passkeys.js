// A passkey's ceremony: options from the server, the browser's own dialog, the answer back. What may go wrong is worded in the page.
const form = document.querySelector('form[data-passkey]');
const names = { NotAllowedError: 'Cancelled', AbortError: 'Cancelled', InvalidStateError: 'AlreadyBound', NotSupportedError: 'Unsupported', SecurityError: 'Unsupported' };

// WebAuthn Level 3 §5.1.8–5.1.10 by hand: phones that are some years old read and write no JSON of it themselves.
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const known = credentials => credentials?.map(one => ({ ...one, id: bytes(one.id) }));
const read = options => ({
  ...options,
  challenge: bytes(options.challenge),
  user: options.user && { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: known(options.excludeCredentials),
  allowCredentials: known(options.allowCredentials),
});
const written = credential => {
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = credential.response;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(clientDataJSON),
      attestationObject: text(attestationObject),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: text(userHandle),
      transports: credential.response.getTransports?.(),
    },
  };
};

const ask = async (address, more) => {
  const body = new URLSearchParams(new FormData(form));
  for (const name in more) body.set(name, more[name]);
  const answer = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' } });
  if (answer.status === 429 || answer.status === 503) return { problem: 'TooOften' };
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

const say = problem => {
  for (const words of document.querySelectorAll('[data-problem]')) words.hidden = words.dataset.problem !== problem;
  for (const field of form.querySelectorAll('[data-wrong]')) {
    const isWrong = field.dataset.wrong.split(' ').includes(problem);
    field.setAttribute('aria-invalid', String(isWrong));
    if (isWrong) field.focus();
  }
  // Where trying again cannot help, only the other way is left.
  const button = form.querySelector('[type=submit]');
  button.hidden = button.dataset.final?.split(' ').includes(problem) ?? false;
};

const run = async () => {
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  form.querySelector('.wait').hidden = false;
  say('');
  try {
    const begun = await ask(form.dataset.begin);
    if (!begun.options) return begun.go ? location.assign(begun.go) : say(begun.problem);
    if (!window.PublicKeyCredential) return say('Unsupported');
    const publicKey = read(begun.options);
    const credential = await (form.dataset.passkey === 'create' ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    const ended = await ask(form.action, { word: begun.word, credential: JSON.stringify(written(credential)) });
    if (ended.go) location.assign(ended.go); else say(ended.problem);
  } catch (failure) {
    say(names[failure.name] ?? 'NoAnswer');
  } finally {
    form.setAttribute('aria-busy', 'false');
    form.querySelector('.wait').hidden = true;
  }
};

form.addEventListener('input', () => say(''));
form.addEventListener('submit', event => { event.preventDefault(); run(); });
if (form.hasAttribute('data-start')) run();
