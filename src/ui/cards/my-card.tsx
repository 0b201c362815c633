// My card: who I am, in a code to scan and a link to send. What stands in it is said beside it.
import './cards.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../engine/port/identity.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Empty } from '../parts/empty.tsx';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import '../parts/more-shapes.ts';
import { QrPicture } from '../qr/picture.tsx';
import { linkTo } from '../route.ts';
import { bareText } from '../text/later.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import { linkOf, select } from './link.ts';
import { ScanCard } from './scan-card.tsx';

export function MyCard() {
  const model = useModel();
  const me = model.me.value;
  const card = useMyCard();
  if (me === undefined || card === undefined) return <div aria-busy="true" />;
  if (card === '') return <NoServer />;
  return <Shown me={me} card={card} />;
}

/** Its text: undefined until it is known, '' where there is no server to lead to. */
function useMyCard(): string | undefined {
  const model = useModel();
  const text = useSignal<string | undefined>(undefined);
  const now = model.connection.value;
  const server = now.phase === 'none' ? '' : `${now.server.scheme}://${now.server.address}`;
  const name = model.me.value?.name;
  useEffect(() => {
    let isNewest = true;
    const ask = async (): Promise<void> => {
      const answer = await model.port.myCard();
      if (isNewest) text.value = answer ?? '';
    };
    model.attempt(ask());
    return () => void (isNewest = false);
  }, [server, name]);
  return text.value;
}

function NoServer() {
  const words = t.value.cards;
  const connect = (
    <Button tone="primary" href={linkTo('connect')}>
      {t.value.app.connect}
    </Button>
  );
  return (
    <Empty title={words.noServer} action={connect}>
      {words.noServerHelp}
    </Empty>
  );
}

function Shown({ me, card }: { readonly me: Me; readonly card: string }) {
  const words = t.value.cards;
  const link = linkOf(card);
  const tag = keyTag(me.fingerprint, 8);
  const now = useModel().connection.value;
  return (
    <>
      <section class="mycard" aria-label={words.myCard}>
        <div class="row mycard__who">
          <span class="av" style={{ '--az': '52px' }}>
            <FingerprintArt fingerprint={me.fingerprint} />
          </span>
          <span class="grow">
            <bdi class="mycard__name">{me.name}</bdi>
            {now.phase !== 'none' && (
              <bdi class="small mycard__at" dir="ltr">
                {now.server.address}
              </bdi>
            )}
          </span>
        </div>
        <div class="mycard__code">
          <QrPicture text={link} label={words.cardCode} />
        </div>
        <p class="mono mycard__tag" dir="ltr" role="img" aria-label={t.value.app.key(tag)}>
          {tag.slice(0, 4)} · {tag.slice(4)}
        </p>
      </section>
      <p class="small ink-2 center bal">{words.whatItSays}</p>
      <Acts me={me} link={link} />
    </>
  );
}

function Acts({ me, link }: { readonly me: Me; readonly link: string }) {
  const model = useModel();
  const words = t.value.cards;
  const shown = useRef<HTMLParagraphElement>(null);
  const isScanning = useSignal(false);
  const canShare = 'share' in navigator;
  const copy = (): void => model.attempt(copyText(model, link, () => select(model, shown.current)));
  const share = async (): Promise<void> => {
    await navigator.share({ text: bareText(words.inviteText(me.name)), url: link }).catch(unlessDismissed);
  };
  return (
    <>
      <div class="cardacts">
        {canShare && (
          <Button tone="primary" size="l" icon="share" block onClick={() => model.attempt(share())}>
            {words.share}
          </Button>
        )}
        <div class="cardacts__two">
          <Button tone={canShare ? 'tonal' : 'primary'} icon="copy" onClick={copy}>
            {words.copyLink}
          </Button>
          <Button tone="tonal" icon="print" onClick={() => print()}>
            {words.print}
          </Button>
        </div>
      </div>
      <p class="cardlink mono" dir="ltr" ref={shown}>
        {link}
      </p>
      <div class="card">
        <ButtonCell icon="scan" title={words.scanCard} onClick={() => (isScanning.value = true)} />
        <Handler />
      </div>
      {isScanning.value && <ScanCard onClose={() => (isScanning.value = false)} />}
    </>
  );
}

/** Only on a tap: the browser asks whether this page may open such links. */
function Handler() {
  const model = useModel();
  const words = t.value.cards;
  if (!('registerProtocolHandler' in navigator)) return undefined;
  const ask = (): void => {
    const here = location.href.replace(/[?#].*$/, '');
    navigator.registerProtocolHandler('web+olaf', `${here}#/i/%s`);
    model.toasts.show(words.linksAsked, { icon: 'check' });
  };
  return <ButtonCell icon="globe" title={words.openLinks} help={words.openLinksHelp} onClick={ask} />;
}

/** Closing the share sheet is no failure. */
function unlessDismissed(cause: unknown): undefined {
  if (!(cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
  return undefined;
}
