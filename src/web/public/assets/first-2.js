// The page was drawn by the server and can be read; its scripts come with the first sign that somebody wants more of it
// than reading, and web/first/draw.ts then puts the living page in its place. Served as immutable: a changed file needs
// a new number in its name.
{
  const SIGNS = [
    ...['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin', 'click', 'change'],
    'hashchange',
  ];
  const root = document.getElementById('root');
  let awake = false;
  let listening;
  globalThis.first = {
    /** What was asked of the page before it could do it: done once it can. */
    held: [],
    /** Between pressing and letting go nothing may change places. */
    pressed: false,
    /** When its scripts were called for: what the head asks for then is new then. */
    woke: 0,
    end() {
      for (const sign of SIGNS) removeEventListener(sign, hold, { capture: true });
    },
  };
  const { first } = globalThis;

  const waiting = (id) => [...document.importNode(document.getElementById(id).content, true).children];
  const wake = () => {
    if (awake) return;
    awake = true;
    first.woke = performance.now();
    listening?.close();
    for (const script of waiting('scripts')) {
      // Without a connection: the next sign tries again.
      script.onerror = () => {
        awake = false;
      };
      document.head.append(script);
    }
  };
  /** Fetched one by one, so that none is in the way of anything. */
  const fetchFiles = ([file, ...others] = waiting('files')) => {
    if (!file || awake) return;
    document.head.append(file);
    setTimeout(fetchFiles, 50, others);
  };

  /** Who only looks sees what others change, too. */
  const listen = () => {
    const partnership = /^\/partnerships\/[^/]+/.exec(location.pathname);
    if (!partnership || awake) return;
    // What changed since it was drawn is told again.
    const age = Math.min(Math.round(performance.now()), 60_000);
    listening = new EventSource(`/api/v1${partnership}/live?age=${age}`);
    for (const change of ['message', 'refetch']) listening.addEventListener(change, wake);
    // Out of sight it gives its connection back, and catches up afterwards.
    document.addEventListener('visibilitychange', () => (document.hidden ? listening.close() : wake()));
  };

  const hold = (event) => {
    const { type, target } = event;
    wake();
    if (type === 'pointerdown') first.pressed = true;
    // The one key that works everywhere; nothing that is not seen yet may hear it.
    if (type === 'keydown' && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      event.stopImmediatePropagation();
      first.held.push([root, () => dispatchEvent(new KeyboardEvent('keydown', event))]);
    }
    const control = target.closest?.('button, select');
    if (!control || !root.contains(control)) return;
    const { value } = control;
    if (type === 'click' && control.matches('button')) first.held.push([control, (same) => same.click()]);
    if (type === 'change')
      first.held.push([
        control,
        (same) => {
          same.value = value;
          same.dispatchEvent(new Event('change', { bubbles: true }));
        },
      ]);
  };
  // A click comes after the pointer has gone up.
  const released = () => setTimeout(() => (first.pressed = false));

  const show = () => {
    for (const one of root.querySelectorAll('[data-css]')) one.style.cssText = one.dataset.css;
    for (const sign of SIGNS) addEventListener(sign, hold, { capture: true, passive: sign !== 'keydown' });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, released);
    const later = () => {
      fetchFiles();
      listen();
    };
    if (document.readyState === 'complete') later();
    else addEventListener('load', later);
  };

  // A language that only this browser knows of is one the server did not draw in.
  let language = null;
  try {
    language = localStorage.getItem('entente.language');
  } catch {}
  if (language && language !== document.documentElement.lang) wake();
  else if (!globalThis.reading) show();
  else {
    // Signs that the other faces lack: looking through the fonts of a device for them takes longer than all the rest.
    document.fonts.load('1em "Entente Signs"', '≤');
    globalThis.reading.then((view) => {
      if (!view) return wake();
      document.title = view.title;
      root.innerHTML = view.html;
      show();
    });
  }
}
