// The dialog that takes a text: pasted, from a picture, through a camera that may be missing or forbidden.
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelContext } from '../../../src/ui/model/context.ts';
import { createModel } from '../../../src/ui/model/model.ts';
import { ScanDialog } from '../../../src/ui/qr/scan.tsx';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { settled } from '../../support/ui.tsx';

const words = en.scan;
const onText = vi.fn((text: string) => (text === 'good' ? undefined : 'Not this one'));
const onClose = vi.fn();

const open = async (): Promise<void> => {
  const model = createModel(new FakeEngine());
  render(
    <ModelContext.Provider value={model}>
      <ScanDialog title="Scan it" help="Hold it up" onText={onText} onClose={onClose} />
    </ModelContext.Provider>,
  );
  await settled();
};
const devices = (getUserMedia: (() => Promise<MediaStream>) | undefined): void => {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: getUserMedia && { getUserMedia },
  });
};

beforeEach(() => devices(undefined));
afterEach(() => vi.clearAllMocks());

describe('taking a text', () => {
  it('says so where there is no camera, and takes what is pasted', async () => {
    await open();
    expect(screen.getByText(words.noCamera)).toBeTruthy();
    fireEvent.input(screen.getByLabelText(words.paste), { target: { value: ' good ' } });
    fireEvent.click(screen.getByRole('button', { name: words.use }));
    expect(onText).toHaveBeenCalledWith('good');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('stays, and says why, where the text is not taken', async () => {
    await open();
    fireEvent.input(screen.getByLabelText(words.paste), { target: { value: 'bad' } });
    fireEvent.click(screen.getByRole('button', { name: words.use }));
    await settled();
    expect(screen.getByRole('alert').textContent).toBe('Not this one');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('says that the camera is forbidden', async () => {
    devices(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await open();
    expect(screen.getByText(words.denied)).toBeTruthy();
  });

  it('lets the camera go when it closes before the camera came', async () => {
    const stop = vi.fn();
    let give: (stream: MediaStream) => void = () => undefined;
    devices(() => new Promise((resolve) => (give = resolve)));
    await open();
    cleanup();
    give(Object.assign(Object.create({}), { getTracks: () => [{ stop }] }));
    await settled();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('says that a picture shows no code, where it is no picture', async () => {
    await open();
    const input = screen.getByLabelText(words.picture, { selector: 'input' });
    const file = new File(['not a picture'], 'a.png', { type: 'image/png' });
    fireEvent.change(input, { target: { files: [file] } });
    await settled();
    expect(screen.getByRole('alert').textContent).toBe(words.noCode);
  });
});
