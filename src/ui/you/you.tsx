// You: the list of settings, and beside it (or instead of it on a phone) the page that was chosen.
import '../style/forms.css';
import './you.css';
import type { ComponentType } from 'preact';
import { Banners } from '../banners.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { PageBar, RootBar } from '../parts/top-bar.tsx';
import { profiles } from '../profile.ts';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import '../words/with-you.ts';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Identity } from './identity.tsx';
import { Notifications } from './notifications.tsx';
import { MyCell } from './my-cell.tsx';
import { type Page, PAGE_ICONS, PAGES } from './pages.ts';
import { Privacy } from './privacy.tsx';
import { Servers } from './servers.tsx';
import { SpareBanner } from './spare-banner.tsx';
import '../parts/more-shapes.ts';

const SelfCheck = lazy(() => import('./self-check.tsx').then((file) => file.SelfCheck), Nothing);

const Selves = lazy(() => import('../selves/selves.tsx').then((file) => file.Selves), Nothing);
const MyCard = lazy(() => import('../cards/my-card.tsx').then((file) => file.MyCard), Nothing);

const Install = lazy(() => import('../install/install.tsx').then((file) => file.InstallPage), Nothing);

const Storage = lazy(() => import('./storage.tsx').then((file) => file.Storage), Nothing);

const LockPage = lazy(() => import('../lock/page.tsx').then((file) => file.LockPage), Nothing);

const VIEWS: Readonly<Record<Page, ComponentType>> = {
  card: MyCard,
  identity: Identity,
  selves: Selves,
  servers: Servers,
  appearance: Appearance,
  notifications: Notifications,
  privacy: Privacy,
  lock: LockPage,
  storage: Storage,
  check: SelfCheck,
  install: Install,
  about: About,
};

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
          <Row page="card" />
          <Row page="identity" />
          <Row page="selves" />
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
          <Row page="install" />
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
      <Icon name={PAGE_ICONS[page]} />
      <span class="cell__t">
        {t.value.pages[page]}
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
  const { length } = profiles();
  if (page === 'selves' && length > 1) return String(length);
  if (page === 'lock') return t.value.lock[model.me.value?.lock === undefined ? 'off' : 'on'];
  if (page === 'servers') return String(model.servers.value.length);
  if (page === 'appearance')
    return theme === 'auto' ? words.likeDevice : theme === 'light' ? words.day : words.dusk;
  if (page === 'about') return model.app.version.split(' ')[0];
  return undefined;
}

function NarrowPage({ page }: { readonly page: Page }) {
  const View = VIEWS[page];
  return (
    <>
      <PageBar title={t.value.pages[page]} back={{ to: 'you' }} />
      <main class="scroll pad you you--page">
        <View />
      </main>
    </>
  );
}

function Wide({ page }: { readonly page: Page }) {
  const View = VIEWS[page];
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
            <Heading title={t.value.pages[page]} level={2} class="display">
              {t.value.pages[page]}
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
      <Icon name={PAGE_ICONS[page]} />
      <span class="grow">{t.value.pages[page]}</span>
      {value !== undefined && <bdi class="cell__v">{value}</bdi>}
    </a>
  );
}
