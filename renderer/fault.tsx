/**
 * The last net: when drawing fails, say so, and offer to load the window again. Nothing is lost by that: every change
 * was written when it was made.
 */
import { Button, NonIdealState } from '@blueprintjs/core';
import { Component, type ReactNode } from 'react';
import type { Translate } from '../shared/text/index.ts';

interface Props {
  readonly t: Translate;
  readonly children: ReactNode;
}

export class FaultBoundary extends Component<Props, { readonly message?: string }> {
  override readonly state: { readonly message?: string } = {};

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { t, children } = this.props;
    const { message } = this.state;
    if (message === undefined) return children;
    return <StartFailure title={t('app.crashed')} message={`${t('app.crashedHint')} (${message})`} t={t} />;
  }
}

export function StartFailure({ title, message, t }: { title: string; message: string; t: Translate }) {
  return (
    <div className="start-page" role="alert">
      <NonIdealState
        title={title}
        description={message}
        action={<Button intent="primary" text={t('app.reload')} onClick={() => window.location.reload()} />}
      />
    </div>
  );
}
