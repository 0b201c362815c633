"""Keys as Python's `cryptography` sees them, for test/crypto/cross.test.ts. One request as JSON on standard input, one answer
as JSON on standard output; bytes are base64. Needs Debian's python3-cryptography."""

import base64
import json
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.exceptions import InvalidSignature, InvalidTag

PEM = serialization.Encoding.PEM
DER = serialization.Encoding.DER
SPKI = serialization.PublicFormat.SubjectPublicKeyInfo


def raw(text):
    return base64.b64decode(text)


def text(data):
    return base64.b64encode(data).decode()


def pss():
    return padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)


def oaep(name):
    digest = hashes.SHA256 if name == "SHA-256" else hashes.SHA1
    return padding.OAEP(mgf=padding.MGF1(algorithm=digest()), algorithm=digest(), label=None)


def opened(request):
    password = request.get("passphrase")
    return serialization.load_pem_private_key(request["pem"].encode(), password and password.encode())


def public(request):
    return serialization.load_der_public_key(raw(request["spki"]))


def spki(request):
    return text(opened(request).public_key().public_bytes(DER, SPKI))


def write(request):
    """A new key in the form asked for."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=request.get("bits", 2048))
    form = {
        "pkcs8": serialization.PrivateFormat.PKCS8,
        "pkcs1": serialization.PrivateFormat.TraditionalOpenSSL,
        "openssh": serialization.PrivateFormat.OpenSSH,
    }[request["form"]]
    lock = serialization.NoEncryption()
    if "passphrase" in request:
        lock = serialization.BestAvailableEncryption(request["passphrase"].encode())
    return {
        "pem": key.private_bytes(PEM, form, lock).decode(),
        "spki": text(key.public_key().public_bytes(DER, SPKI)),
    }


def sign(request):
    return text(opened(request).sign(raw(request["data"]), pss(), hashes.SHA256()))


def verify(request):
    try:
        public(request).verify(raw(request["signature"]), raw(request["data"]), pss(), hashes.SHA256())
        return True
    except InvalidSignature:
        return False


def wrap(request):
    return text(public(request).encrypt(raw(request["data"]), oaep(request["hash"])))


def unwrap(request):
    return text(opened(request).decrypt(raw(request["data"]), oaep(request["hash"])))


def contacts(request):
    """The second block of a recovery file, by its description alone (crypto/contacts-block.ts)."""
    block = raw(request["block"])
    if block[0] != 1:
        return None
    kdf = PBKDF2HMAC(hashes.SHA256(), 32, salt=block[5:21], iterations=int.from_bytes(block[1:5], "big"))
    extra = b"porchlight-contacts:1:" + request["fingerprint"].encode()
    try:
        return text(AESGCM(kdf.derive(request["passphrase"].encode())).decrypt(block[21:33], block[33:], extra))
    except InvalidTag:
        return None


DEEDS = {f.__name__: f for f in (spki, write, sign, verify, wrap, unwrap, contacts)}
REQUEST = json.load(sys.stdin)
json.dump(DEEDS[REQUEST["do"]](REQUEST), sys.stdout)
