// You: the list of settings, and beside it (or instead of it on a phone) the page that was chosen.
import '../style/forms.css';
import './you.css';
import type { ComponentType } from 'preact';
import { Banners } from '../banners.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { PageBar, RootBar } from '../parts/top-bar.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import '../words/with-you.ts';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Identity } from './identity.tsx';
import { Notifications } from './notifications.tsx';
import { MyCell } from './my-cell.tsx';
import { Privacy } from './privacy.tsx';
import { Servers } from './servers.tsx';
import { SpareBanner } from './spare-banner.tsx';
import '../parts/more-shapes.ts';

const SelfCheck = lazy(() => import('./self-check.tsx').then((file) => file.SelfCheck), Nothing);

const Storage = lazy(() => import('./storage.tsx').then((file) => file.Storage), Nothing);

const LockPage = lazy(() => import('../lock/page.tsx').then((file) => file.LockPage), Nothing);

const PAGES = [
  'identity',
  'servers',
  'appearance',
  'notifications',
  'privacy',
  'lock',
  'storage',
  'check',
  'about',
] as const;
type Page = (typeof PAGES)[number];
const VIEWS: Readonly<Record<Page, { readonly icon: IconName; readonly view: ComponentType }>> = {
  identity: { icon: 'key', view: Identity },
  servers: { icon: 'server', view: Servers },
  appearance: { icon: 'auto', view: Appearance },
  notifications: { icon: 'bell', view: Notifications },
  privacy: { icon: 'eye', view: Privacy },
  lock: { icon: 'lock', view: LockPage },
  storage: { icon: 'disk', view: Storage },
  check: { icon: 'pulse', view: SelfCheck },
  about: { icon: 'info', view: About },
};

const titleOf = (page: Page): string => (page === 'lock' ? t.value.lock.page : t.value.you[page]);

/** @param page The page of You, e.g. "identity"; undefined is the list. */
export function You({ page }: { readonly page?: string }) {
  const chosen = PAGES.find((known) => known === page);
  if (width.value === 'narrow') return chosen === undefined ? <List /> : <NarrowPage page={chosen} />;
  return <Wide page={chosen ?? 'identity'} />;
}

function List() {
  return (
    <>
      <RootBar title={t.value.app.you} />
      <Banners at="view" />
      <main class="scroll pad you">
        <MyCell />
        <SpareBanner />
        <div class="card">
          <Row page="identity" />
          <Row page="servers" />
        </div>
        <div class="card">
          <Row page="appearance" />
          <Row page="notifications" />
          <Row page="privacy" />
          <Row page="lock" />
        </div>
        <div class="card">
          <Row page="storage" />
          <Row page="check" />
          <Row page="about" />
        </div>
      </main>
    </>
  );
}

function Row({ page }: { readonly page: Page }) {
  const value = useValue(page);
  return (
    <a class="cell inset-focus" href={linkTo('you', page)}>
      <Icon name={VIEWS[page].icon} />
      <span class="cell__t">
        {titleOf(page)}
        {page === 'privacy' && <small>{t.value.you.privacyHelp}</small>}
        {page === 'storage' && <small>{t.value.you.storageHelp}</small>}
      </span>
      {value !== undefined && <bdi class="cell__v">{value}</bdi>}
      <Icon name="next" size={18} flip />
    </a>
  );
}

function useValue(page: Page): string | undefined {
  const model = useModel();
  const words = t.value.you;
  const { theme } = model.preferences.value;
  if (page === 'lock') return t.value.lock[model.me.value?.lock === undefined ? 'off' : 'on'];
  if (page === 'servers') return String(model.servers.value.length);
  if (page === 'appearance')
    return theme === 'auto' ? words.likeDevice : theme === 'light' ? words.day : words.dusk;
  if (page === 'about') return model.app.version.split(' ')[0];
  return undefined;
}

function NarrowPage({ page }: { readonly page: Page }) {
  const { view: View } = VIEWS[page];
  return (
    <>
      <PageBar title={titleOf(page)} back={{ to: 'you' }} />
      <main class="scroll pad you you--page">
        <View />
      </main>
    </>
  );
}

function Wide({ page }: { readonly page: Page }) {
  const { view: View } = VIEWS[page];
  return (
    <>
      <nav class="pane pane--list" aria-label={t.value.you.settings}>
        <RootBar title={t.value.app.you} isView={false} />
        <div class="scroll">
          <ul>
            {PAGES.map((one) => (
              <li key={one}>
                <SettingsRow page={one} isCurrent={one === page} />
              </li>
            ))}
          </ul>
        </div>
      </nav>
      <main class="pane pane--main you-pane">
        <div class="scroll you-wide">
          <div class="you-wide__in you" key={page}>
            <Heading title={titleOf(page)} level={2} class="display">
              {titleOf(page)}
            </Heading>
            {page === 'identity' && <SpareBanner />}
            <View />
          </div>
        </div>
      </main>
    </>
  );
}

function SettingsRow({ page, isCurrent }: { readonly page: Page; readonly isCurrent: boolean }) {
  const value = useValue(page);
  return (
    <a
      class="chatrow chatrow--setting inset-focus"
      href={linkTo('you', page)}
      {...(isCurrent && { 'aria-current': 'true' })}
    >
      <Icon name={VIEWS[page].icon} />
      <span class="grow">{titleOf(page)}</span>
      {value !== undefined && <bdi class="cell__v">{value}</bdi>}
    </a>
  );
}
