// Attacks that a script inside the page may try (T40, T42, T49): each does one thing that the policy must not let happen.
// A page script, not `page.evaluate`: what comes over the debugging protocol stands outside the policy (F12).
// Served as it is; `?to=` names a host of strangers. What happened is told in `window.probes`, or seen by that host.
/* oxlint-disable eslint/no-eval, typescript/no-implied-eval -- these are the attacks */
(() => {
  const to = new URL(document.currentScript.src).searchParams.get('to');
  const happened = new Set();
  window.happened = (name) => happened.add(name);
  const code = (name) => `window.happened('${name}')`;
  const blob = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const add = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  };
  const IMG = (name) => `<img src="${to}/${name}">`;
  const div = () => add('div', {});
  /** Starts a worker; it happened when no error was thrown and none came. */
  const starts = (name, make) => {
    const worker = make();
    (worker.port ?? worker).addEventListener('message', () => happened.add(name));
    worker.port?.start();
  };

  const probes = {
    // code from text
    'inline-script': () => {
      const script = document.createElement('script');
      script.append(code('inline-script'));
      document.body.append(script);
    },
    'script-text': () => {
      const script = document.createElement('script');
      script.text = code('script-text');
      document.body.append(script);
    },
    'handler-attribute': () => add('button', { onclick: code('handler-attribute') }).click(),
    eval: () => (0, eval)(code('eval')),
    function: () => new Function(code('function'))(),
    'timeout-string': () => setTimeout(code('timeout-string')),
    'interval-string': () => {
      const timer = setInterval(code('interval-string'), 5);
      setTimeout(() => clearInterval(timer), 50);
    },
    'javascript-link': () => add('a', { href: `javascript:${code('javascript-link')}` }).click(),
    'javascript-location': () => {
      location.href = `javascript:${code('javascript-location')}`;
    },
    'import-data': () => import(`data:text/javascript,${encodeURIComponent(code('import-data'))}`),
    'import-blob': () => import(blob(code('import-blob'))),
    wasm: async () => {
      await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      happened.add('wasm');
    },
    // HTML from text
    'inner-html': () => (div().innerHTML = IMG('inner-html')),
    'outer-html': () => (div().outerHTML = IMG('outer-html')),
    'adjacent-html': () => div().insertAdjacentHTML('beforeend', IMG('adjacent-html')),
    'parse-html': () =>
      div().append(...new DOMParser().parseFromString(IMG('parse-html'), 'text/html').body.childNodes),
    fragment: () => div().append(document.createRange().createContextualFragment(IMG('fragment'))),
    'frame-srcdoc': () => add('iframe', {}).setAttribute('srcdoc', `<img src="${to}/frame-srcdoc">`),
    // things from elsewhere
    'script-src': () => (add('script', {}).src = `${to}/script-src`),
    'script-attribute': () => add('script', { src: `${to}/script-attribute` }),
    'import-remote': () => import(`${to}/import-remote`),
    image: () => (new Image().src = `${to}/image`),
    picture: () => add('img', { srcset: `${to}/picture 1x` }),
    media: () => add('video', { src: `${to}/media`, preload: 'auto' }).load(),
    font: () => new FontFace('probe', `url(${to}/font)`).load(),
    'style-sheet': () => add('link', { rel: 'stylesheet', href: `${to}/style-sheet` }),
    'style-element': () => add('style', {}).append(`@import url(${to}/style-element)`),
    'style-attribute': () => add('p', { style: `background: url(${to}/style-attribute)` }).append('x'),
    'style-object': () => {
      const box = add('p', {});
      box.append('x');
      box.style.background = `url(${to}/style-object)`;
    },
    'svg-image': () => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      image.setAttribute('href', `${to}/svg-image`);
      svg.append(image);
      document.body.append(svg);
    },
    preload: () => add('link', { rel: 'preload', as: 'image', href: `${to}/preload` }),
    'module-preload': () => add('link', { rel: 'modulepreload', href: `${to}/module-preload` }),
    frame: () => add('iframe', { src: `${to}/frame` }),
    object: () => add('object', { data: `${to}/object`, type: 'text/html' }),
    embed: () => add('embed', { src: `${to}/embed`, type: 'text/html' }),
    form: () => {
      const frame = add('iframe', { name: 'sink' });
      const form = add('form', { action: `${to}/form`, method: 'post', target: frame.name });
      form.submit();
    },
    base: () => {
      document.head.append(Object.assign(document.createElement('base'), { href: `${to}/base/` }));
      if (document.baseURI.startsWith(to)) happened.add('base');
      document.head.querySelector('base')?.remove();
    },
    // workers
    'worker-blob': () => starts('worker-blob', () => new Worker(blob('postMessage(1)'))),
    'worker-data': () => starts('worker-data', () => new Worker('data:text/javascript,postMessage(1)')),
    'worker-own': () => starts('worker-own', () => new Worker(new URL('hello-worker.js', document.baseURI))),
    'shared-worker': () =>
      starts('shared-worker', () => new SharedWorker(new URL('hello-worker.js', document.baseURI))),
    'service-worker': async () => {
      await navigator.serviceWorker.register(new URL('hello-worker.js', document.baseURI));
      happened.add('service-worker');
    },
    // the lock on the sinks itself
    'policy-new': () =>
      trustedTypes.createPolicy('evil', { createHTML: (html) => html }) && happened.add('policy-new'),
    'policy-default': () =>
      trustedTypes.createPolicy('default', { createHTML: (html) => html }) && happened.add('policy-default'),
    'policy-again': () =>
      trustedTypes.createPolicy('porchlight', { createHTML: (html) => html }) && happened.add('policy-again'),
  };

  /** Resolves with what happened once everything had its time. */
  window.runProbes = async () => {
    // Out of the debugger's call, inside which `eval` is allowed.
    await new Promise((resolve) => setTimeout(resolve));
    const ends = Object.values(probes).map(async (probe) => probe());
    // A refused import or registration rejects: that is the wanted end.
    await Promise.allSettled(ends);
    // What is asked of the network by an element has no promise.
    await new Promise((resolve) => setTimeout(resolve, 700));
    return { tried: Object.keys(probes), happened: [...happened] };
  };
})();
