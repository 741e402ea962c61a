// A passkey's ceremony: options from the server, the browser's own dialog, the answer back. What goes wrong is told to the page.
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

const ask = async (form, address, more) => {
  const body = new URLSearchParams(new FormData(form));
  for (const name in more) body.set(name, more[name]);
  const answer = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' } });
  if (answer.status === 429 || answer.status === 503) return { problem: 'TooOften' };
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

const run = async (form, page) => {
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  page.wait(true);
  try {
    const begun = await ask(form, form.dataset.begin);
    if (!begun.options) return begun.go ? page.go(begun.go) : page.say(begun.problem);
    if (!window.PublicKeyCredential) return page.say('Unsupported');
    const publicKey = read(begun.options);
    const credential = await (form.dataset.passkey === 'create' ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    const ended = await ask(form, form.action, { word: begun.word, credential: JSON.stringify(written(credential)) });
    if (ended.go) page.go(ended.go); else page.say(ended.problem);
  } catch (failure) {
    page.say(names[failure.name] ?? 'NoAnswer');
  } finally {
    form.setAttribute('aria-busy', 'false');
    page.wait(false);
  }
};

const listen = (form, page) => form.addEventListener('submit', event => { event.preventDefault(); run(form, page); });

// A form in a circuit, whose component shows what happens, unless its person has left it meanwhile; no page is loaded where the app goes on.
export const attach = (form, component) => listen(form, {
  wait: isOn => form.isConnected && component.invokeMethodAsync('Wait', isOn).catch(() => {}),
  say: problem => form.isConnected && component.invokeMethodAsync('Say', problem).catch(() => {}),
  go: address => Blazor.navigateTo(address),
});

// A device was unbound: should this be its browser, it is offered here no more.
export const forget = address => fetch(address, { method: 'POST' });

// A static page: the words for whatever may happen stand in it.
const still = document.querySelector('form[data-start]');
if (still) {
  const page = {
    wait: isOn => {
      still.querySelector('.wait').hidden = !isOn;
      if (isOn) page.say('');
    },
    say: problem => {
      for (const words of document.querySelectorAll('[data-problem]')) words.hidden = words.dataset.problem !== problem;
      // Where trying again cannot help, only the other way is left.
      const button = still.querySelector('[type=submit]');
      button.hidden = button.dataset.final?.split(' ').includes(problem) ?? false;
    },
    go: address => location.assign(address),
  };
  listen(still, page);
  // A new passkey is made by a click, not by itself.
  if (still.dataset.start !== 'click') run(still, page);
}
