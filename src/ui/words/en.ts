// English, put together from its areas. Voice and fixed vocabulary: DESIGN.md, "Voice".
import { acts } from './en-acts.ts';
import { alike } from './en-alike.ts';
import { arrive } from './en-arrive.ts';
import { app } from './en-app.ts';
import { banners } from './en-banners.ts';
import { cards } from './en-cards.ts';
import { chatMore } from './en-chat-more.ts';
import { chat } from './en-chat.ts';
import { connect } from './en-connect.ts';
import { copying } from './en-copying.ts';
import { doctor } from './en-doctor.ts';
import { files } from './en-files.ts';
import { knowing } from './en-knowing.ts';
import { install } from './en-install.ts';
import { notices } from './en-notices.ts';
import { keys } from './en-keys.ts';
import { lock } from './en-lock.ts';
import { pages } from './en-pages.ts';
import { passphrase } from './en-passphrase.ts';
import { peopleMore } from './en-people-more.ts';
import { people } from './en-people.ts';
import { scan } from './en-scan.ts';
import { search } from './en-search.ts';
import { selves } from './en-selves.ts';
import { spare } from './en-spare.ts';
import { square } from './en-square.ts';
import { storage } from './en-storage.ts';
import { talk } from './en-talk.ts';
import { text } from './en-text.ts';
import { welcome } from './en-welcome.ts';
import { verify } from './en-verify.ts';
import { contact, you } from './en-you.ts';

export const en = {
  acts,
  alike,
  app,
  arrive,
  banners,
  cards,
  chat,
  chatMore,
  copying,
  passphrase,
  people,
  peopleMore,
  scan,
  search,
  selves,
  spare,
  square,
  storage,
  talk,
  text,
  keys,
  lock,
  verify,
  knowing,
  welcome,
  connect,
  doctor,
  files,
  install,
  notices,
  you,
  pages,
  contact,
} as const;
