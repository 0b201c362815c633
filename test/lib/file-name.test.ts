import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../src/lib/file-name.ts';

const table: readonly (readonly [string, string])[] = [
  ['report.pdf', 'report.pdf'],
  ['Übung 1.docx', 'Übung 1.docx'],
  ['写真.jpg', '写真.jpg'],
  ['archive.tar.gz', 'archive.tar.gz'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['/etc/cron.d/x', 'x'],
  ['C:\\x\\y.txt', 'y.txt'],
  ['C:evil.txt', 'C_evil.txt'],
  ['folder/', 'folder'],
  ['..', 'file'],
  ['.', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['\u200b\u202e', 'file'],
  ['.bashrc', 'bashrc'],
  ['...hidden', 'hidden'],
  ['name.', 'name'],
  ['name. . .', 'name'],
  ['name.txt ', 'name.txt'],
  ['a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
  ['a\u0000b\nc\td.txt', 'ab c d.txt'],
  ['photo_\u202egnp.js', 'photo_gnp.js.bin'],
  ['photo_\u2067gpj.exe', 'photo_gpj.exe.bin'],
  ['setup.exe', 'setup.exe.bin'],
  ['SETUP.EXE', 'SETUP.EXE.bin'],
  ['photo.jpg.exe', 'photo.jpg.exe.bin'],
  ['photo.jpg                                    .exe', 'photo.jpg.exe.bin'],
  ['page.html', 'page.html.bin'],
  ['page.xhtml', 'page.xhtml.bin'],
  ['drawing.svg', 'drawing.svg.bin'],
  ['run.sh', 'run.sh.bin'],
  ['x.lnk', 'x.lnk.bin'],
  ['x.url', 'x.url.bin'],
  ['x.scr', 'x.scr.bin'],
  ['x.ps1', 'x.ps1.bin'],
  ['x.jar', 'x.jar.bin'],
  ['x.apk', 'x.apk.bin'],
  ['x.desktop', 'x.desktop.bin'],
  ['x.exe.', 'x.exe.bin'],
  ['x.exe\u200b', 'x.exe.bin'],
  ['x.e\u00adxe', 'x.exe.bin'],
  ['CON', '_CON'],
  ['con.txt', '_con.txt'],
  ['NUL.tar.gz', '_NUL.tar.gz'],
  ['com1', '_com1'],
  ['COM\u00b9.txt', '_COM\u00b9.txt'],
  ['lpt9.pdf', '_lpt9.pdf'],
  ['console.txt', 'console.txt'],
  ['desktop.ini', '_desktop.ini'],
  ['Thumbs.db', '_Thumbs.db'],
  ['autorun.inf', '_autorun.inf.bin'],
  ['a\u2044b\u2215c\uff0fd\uff3ce', 'a_b_c_d_e'],
  ['cafe\u0301.txt', 'caf\u00e9.txt'],
  ['a\ud800b.txt', 'ab.txt'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
  [`${'中'.repeat(300)}.pdf`, `${'中'.repeat(78)}.pdf`],
  [`${'x'.repeat(300)}.exe`, `${'x'.repeat(112)}.exe.bin`],
  [`a.${'x'.repeat(300)}`, `a.${'x'.repeat(118)}`],
  ['😀'.repeat(100), '😀'.repeat(60)],
];

describe('file names from others', () => {
  it.each(table)('%j becomes %j', (raw, safe) => {
    expect(safeFileName(raw)).toBe(safe);
  });

  it('never names a path, a device, a hidden or an overlong file', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
      fc.constantFrom('/', '\\', '.', '..', 'con', '.exe', '\u202e', ' ', ':', '\u0000', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 200 }), (units) => {
        const safe = safeFileName(units.join(''));
        expect(safe).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}/\\<>:"|?*]|^[. ]|[. ]$|^con(\.|$)|\.exe$/iu);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(240);
      }),
      { numRuns: 1000 },
    );
  });
});
