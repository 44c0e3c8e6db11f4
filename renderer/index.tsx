document.getElementById('root')?.append('Corridors');
