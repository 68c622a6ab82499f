"""Given names that are one name: nicknames, and the forms of one name in neighbouring languages.

Written by hand from common usage. Each group lists romanised lower-case forms; the first stands for all. Forms of one
name in Russian and Ukrainian are grouped because papers of each side write the other's leaders in their own form.
"""

from __future__ import annotations

_GROUPS = """
joseph joe josef
william bill will billy
robert bob rob bobby
richard rick dick
james jim jimmy
john johnny jack
michael mike mick
anthony tony antony
thomas tom
edward ed eddie ted
theodore teddy
daniel dan danny
david dave davit
benjamin ben
jacob jake
joshua josh
christopher chris
gregory greg grigory
matthew matt
donald don
ronald ron
kenneth ken
stephen steven steve
jeffrey jeff geoffrey
andrew andy
charles charlie chuck
samuel sam
timothy tim
patrick pat
peter pete
alexander aleksandr alexandr oleksandr aliaksandr aleksander alex aleksandar alyaksandr sasha
vladimir volodymyr uladzimir wladimir
sergey sergei serhiy serhii sergiy sergii siarhei serguei
dmitry dmitri dmitriy dmytro dmitrij
nikolay nikolai mykola nicolai
mikhail mykhailo mikhael mihail
aleksey alexey alexei aleksei oleksiy oleksii
yury yuri yuriy yurii iurii iouri
andrey andrei andriy andrii
valery valeri valeriy valerii
pavel pavlo
petro pyotr petr
evgeny yevgeny evgeni yevgeni yevhen evgeniy
igor ihor
oleg oleh
konstantin kostyantyn konstantyn
viktor victor
maksim maxim maksym
denis denys
kirill kyrylo
viacheslav vyacheslav
anton antony
anatoly anatoliy anatoli
leonid leonyd
arseniy arseny arsenii
mohammed muhammad mohamed mohammad mohamad muhammed mohd
ahmed ahmad ahmet
mahmoud mahmud
hussein hussain husayn husein hossein hosein
hassan hasan
khalid khaled
omar umar
osman usman othman
ibrahim ebrahim
yousef youssef yusuf yusef
abdullah abdallah abdulla
abdelfattah abdelfatah abdulfattah
abdulrahman abdelrahman abdurrahman
mustafa mustapha moustafa
nouri nuri
faisal faysal
saad sad
tamim tameem
mevlut mevlud
recep rejep
isaac yitzhak itzhak
binyamin benyamin
jens jans
francois francis
emmanuel emanuel
jose josep
giorgi george georgy georgi
ilham ilhom
nikol nikola
kassym kasym qasym
jomart zhomart
sadyr sadir
emomali imomali
shavkat shawkat
gurbanguly kurbanguly
serdar sardar
elizabeth liz
katherine catherine kate
jennifer jen
susan sue
deborah debbie
rebecca becky
antony tony
"""

_FIRST = {form: group.split()[0] for group in reversed(_GROUPS.strip().splitlines()) for form in group.split()}
_FIRST["benjamin"] = _FIRST["binyamin"] = _FIRST["benyamin"] = "benjamin"


def variant(word: str) -> str:
    """Return the form that stands for a romanised lower-case given name, or the word itself."""
    return _FIRST.get(word, word)
