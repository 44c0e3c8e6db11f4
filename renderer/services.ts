/**
 * Everything that the parts of the window share, made once at start and handed down by React's context. No part
 * reaches for anything else.
 */
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../shared/api/contract.ts';
import type { Client } from '../shared/api/rpc.ts';
import type { Dataset } from '../shared/dataset/schema.ts';
import type { Topology } from 'topojson-specification';
import { translatorOf, type TextLanguage, type Translate } from '../shared/text/index.ts';
import type { Autosave } from './state/autosave.ts';
import type { DocumentState, DocumentStore } from './state/document.ts';
import type { LibraryStore } from './state/library.ts';
import type { SessionStore } from './state/session.ts';
import type { SettingsStore } from './state/settings.ts';
import { useStore, type Store } from './state/store.ts';
import type { AnswerState } from './study/answers.ts';
import type { StudyClient } from './study/client.ts';
import type { LongWork } from './study/long-work.ts';
import type { Toggles } from './state/toggles.ts';

export interface Services {
  readonly dataset: Dataset;
  readonly basemap: Topology;
  readonly client: Client;
  readonly info: OutputOf<'app.info'>;
  readonly document: DocumentStore;
  readonly session: SessionStore;
  readonly settings: SettingsStore;
  readonly library: LibraryStore;
  readonly autosave: Autosave;
  readonly study: StudyClient;
  readonly longWork: LongWork;
  readonly answers: Store<AnswerState>;
  readonly toggles: Toggles;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('A part of the window stands outside its services.');
  return services;
}

export const useDocument = <S>(select: (state: DocumentState) => S): S =>
  useStore(useServices().document.store, (history) => select(history.present));

/** Words and language for a component; it draws anew when the language changes. */
export function useTexts(): { t: Translate; language: TextLanguage } {
  const { i18n } = useTranslation();
  return { t: translatorOf(i18n), language: i18n.language as TextLanguage };
}
