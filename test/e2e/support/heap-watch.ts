// How much a page and each of its workers hold, garbage collected first, over the debugging protocol.
import { WebSocket } from 'ws';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly targetInfo: { readonly type: string; readonly url: string };
  };
  readonly result?: { readonly usedSize?: number };
}

export interface HeapWatch {
  /** Bytes by `page` and the names of workers. */
  sample(): Promise<ReadonlyMap<string, number>>;
  close(): void;
}

/** Attaches to the page of a browser that was started with `--remote-debugging-port=PORT`. */
export async function watchHeaps(port: number): Promise<HeapWatch> {
  const found = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    readonly type: string;
    readonly webSocketDebuggerUrl: string;
  }[];
  const page = found.find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('no page to watch');
  const socket = new WebSocket(page.webSocketDebuggerUrl, { perMessageDeflate: false });
  const waiting = new Map<number, (message: Message) => void>();
  const targets = new Map<string, string | undefined>([['page', undefined]]);
  let lastId = 0;
  const ask = (method: string, params: object = {}, sessionId?: string): Promise<Message> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      socket.send(
        JSON.stringify({ id: lastId, method, params, ...(sessionId !== undefined && { sessionId }) }),
      );
    });
  const attach = (sessionId?: string): Promise<Message> =>
    ask(
      'Target.setAutoAttach',
      { autoAttach: true, waitForDebuggerOnStart: false, flatten: true },
      sessionId,
    );
  socket.on('message', (bytes: Buffer) => {
    const message = JSON.parse(bytes.toString()) as Message;
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (message.method === 'Target.attachedToTarget' && message.params?.targetInfo.type === 'worker') {
      const { sessionId, targetInfo } = message.params;
      targets.set(`${targetInfo.url.split('/').at(-1)} ${targets.size}`, sessionId);
      void attach(sessionId);
    }
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  await attach();
  return {
    async sample() {
      const sizes = new Map<string, number>();
      for (const [name, sessionId] of targets) {
        await ask('HeapProfiler.collectGarbage', {}, sessionId);
        const { result } = await ask('Runtime.getHeapUsage', {}, sessionId);
        sizes.set(name, result?.usedSize ?? 0);
      }
      return sizes;
    },
    close: () => socket.terminate(),
  };
}
