// A circuit costs only while it is looked at, and one that was cut comes back by itself, or the page is opened anew at the same address.
(() => {
  const pauseAfter = 60_000;
  const reopened = 'mesh-reopened';
  const modal = document.getElementById('components-reconnect-modal');
  let timer, isPaused = false;

  const aMoment = () => new Promise(then => setTimeout(then, 1_000));
  // A node that ends takes no page, and says so by 503; a proxy that finds none says so by 502 to 504.
  const somebodyIsThere = async () => {
    while (!await fetch('/_blazor', { cache: 'no-store' }).then(answer => answer.status < 500, () => false)) await aMoment();
  };
  const reopen = async () => {
    await somebodyIsThere();
    sessionStorage.setItem(reopened, 'true');
    location.reload();
  };
  const resume = async () => {
    modal.classList.add('is-paused');
    try {
      if (!await Blazor.resumeCircuit()) reopen();
    } catch {
      reopen();
    } finally {
      isPaused = false;
      modal.classList.remove('is-paused');
    }
  };

  // The node ends: the page lets go before it is let go, and goes on at whichever is there. Whoever does not look comes back later.
  const handOver = async () => {
    clearTimeout(timer);
    modal.classList.add('is-leaving');
    isPaused = await Blazor.pauseCircuit?.() ?? false;
    if (isPaused && document.visibilityState !== 'hidden') {
      await somebodyIsThere();
      await resume();
    }
    modal.classList.remove('is-leaving');
  };
  // Not within the call, whose answer would come when nobody hears it any more.
  window.mesh = { handOver: () => { setTimeout(handOver); } };

  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      timer = setTimeout(async () => { isPaused = await Blazor.pauseCircuit?.() ?? false; }, pauseAfter);
    } else if (isPaused) {
      resume();
    }
  });
  modal.addEventListener('components-reconnect-state-changed', event => {
    // The server is there, and no longer has what this page was: it is begun anew.
    if (event.detail.state === 'rejected') resume();
    if (event.detail.state === 'resume-failed') reopen();
  });
  if (sessionStorage.getItem(reopened)) {
    sessionStorage.removeItem(reopened);
    modal.classList.add('is-reopened');
    setTimeout(() => modal.classList.remove('is-reopened'), 6_000);
  }
  // In the tap itself: phones let nothing be copied later.
  addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      // The browser does not let us: what is to be copied is marked, for the person to do it.
      getSelection().selectAllChildren(button.querySelector('.login') ?? button);
      return;
    }
    // What was copied stays in sight where there is a place to say so.
    const place = button.querySelector('.done') ?? button;
    const words = place.textContent;
    place.textContent = button.dataset.copied;
    setTimeout(() => { place.textContent = words; }, 2_000);
  });
})();
