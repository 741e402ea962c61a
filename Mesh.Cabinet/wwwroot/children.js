// Passwords for reading aloud: three short words and four digits that nobody takes for a letter. Made here, so that none travels twice.
const words = ('banan baran bereg beton bober buket buton vagon vanna vaza veter vetka vnuk voda vodopad volna volk ' +
  'gnom gora gorod grib grom grusha dom doroga drova dub duet enot zabor zakat zamok zavod zebra zerno zima zont zvezda ' +
  'ikra indeka iris kabina kanat kapitan karta karton kino kit klen kniga komar komata kompas kon korova kot kran krot kub ' +
  'lampa lapa lenta les leto limon lipa lodka luna malina maska metro mir moneta more most moto narod nebo nitka nora nota ' +
  'oblako ogon okno olen opera orel osa osen ostrov paket parad park parta petuk pirog planeta plod pole poni ' +
  'povar puls radio raduga rakurs raketa reka remont ris robot roman ruka rumba sad salat saturn sever sila sirop slon ' +
  'sneg sova sok sonet sport stadion stena stol strana sudoku tanets teatr tigr tomat torba tort trava tropa tuman turnir ' +
  'umka urok utro fakt fartuk fen finik fokus fontan forma zal zenit').split(' ');
const below = limit => {
  const most = Math.floor(2 ** 32 / limit) * limit;
  const random = new Uint32Array(1);
  do crypto.getRandomValues(random); while (random[0] >= most);
  return random[0] % limit;
};
const word = () => { const chosen = words[below(words.length)]; return chosen[0].toUpperCase() + chosen.slice(1); };
const invent = () => [word(), word(), word(), Array.from({ length: 4 }, () => 2 + below(8)).join('')].join('-');

addEventListener('click', event => {
  if (event.target.closest?.('[data-print]')) print();
  const id = event.target.closest?.('[data-invent]')?.dataset.invent;
  const input = id && document.getElementById(id);
  if (!input) return;
  input.value = invent();
  const shown = document.querySelector(`[data-invented="${id}"]`);
  shown.textContent = input.value;
  shown.removeAttribute('hidden');
});
// What is typed afterwards is another password.
addEventListener('input', event => {
  const shown = document.querySelector(`[data-invented="${event.target.id}"]`);
  if (shown && shown.textContent !== event.target.value) shown.setAttribute('hidden', '');
});
