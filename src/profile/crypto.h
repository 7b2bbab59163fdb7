/*
 * libcrypto, for this folder.  Where configure found out its name it is
 * loaded when the first signature or certificate is met: linked, it takes a
 * quarter of the time of every start, and few files are signed.
 *
 * Everything that is called has to be in CRYPTO_CALLS; what is not does not
 * link.
 */
#ifndef PROFILE_CRYPTO_H
#define PROFILE_CRYPTO_H

#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

/*
 * Before anything else is called.  False when libcrypto is not there.  Keeps
 * it from reading a configuration file of the machine.
 */
bool crypto_prepare(void);

#ifdef CRYPTO_SONAME

#define CRYPTO_CALLS(X) \
	X(ASN1_STRING_get0_data) \
	X(ASN1_STRING_length) \
	X(ASN1_STRING_to_UTF8) \
	X(ASN1_TIME_to_tm) \
	X(BIO_ctrl) \
	X(BIO_free) \
	X(BIO_new) \
	X(BIO_s_mem) \
	X(BIO_s_null) \
	X(CMS_ContentInfo_free) \
	X(CMS_SignerInfo_get0_algs) \
	X(CMS_get0_SignerInfos) \
	X(CMS_get0_content) \
	X(CMS_get0_type) \
	X(CMS_set1_signers_certs) \
	X(CMS_verify) \
	X(CRYPTO_free) \
	X(ERR_clear_error) \
	X(ERR_peek_error) \
	X(ERR_reason_error_string) \
	X(EVP_PKEY_free) \
	X(OBJ_obj2nid) \
	X(OBJ_obj2txt) \
	X(OPENSSL_init_crypto) \
	X(OPENSSL_sk_num) \
	X(OPENSSL_sk_value) \
	X(PKCS12_free) \
	X(PKCS8_PRIV_KEY_INFO_free) \
	X(X509_ALGOR_get0) \
	X(X509_NAME_ENTRY_get_data) \
	X(X509_NAME_get_entry) \
	X(X509_NAME_get_index_by_NID) \
	X(X509_NAME_print_ex) \
	X(X509_check_ca) \
	X(X509_free) \
	X(X509_get0_notAfter) \
	X(X509_get0_notBefore) \
	X(X509_get_issuer_name) \
	X(X509_get_subject_name) \
	X(d2i_AutoPrivateKey) \
	X(d2i_CMS_ContentInfo) \
	X(d2i_PKCS12) \
	X(d2i_PKCS8_PRIV_KEY_INFO) \
	X(d2i_X509)

#define CRYPTO_CALL(name) __typeof__(name) *name;
struct crypto_calls {
	CRYPTO_CALLS(CRYPTO_CALL)
};
#undef CRYPTO_CALL
extern struct crypto_calls crypto_calls;

#ifndef CRYPTO_NO_NAMES
#define ASN1_STRING_get0_data crypto_calls.ASN1_STRING_get0_data
#define ASN1_STRING_length crypto_calls.ASN1_STRING_length
#define ASN1_STRING_to_UTF8 crypto_calls.ASN1_STRING_to_UTF8
#define ASN1_TIME_to_tm crypto_calls.ASN1_TIME_to_tm
#define BIO_ctrl crypto_calls.BIO_ctrl
#define BIO_free crypto_calls.BIO_free
#define BIO_new crypto_calls.BIO_new
#define BIO_s_mem crypto_calls.BIO_s_mem
#define BIO_s_null crypto_calls.BIO_s_null
#define CMS_ContentInfo_free crypto_calls.CMS_ContentInfo_free
#define CMS_SignerInfo_get0_algs crypto_calls.CMS_SignerInfo_get0_algs
#define CMS_get0_SignerInfos crypto_calls.CMS_get0_SignerInfos
#define CMS_get0_content crypto_calls.CMS_get0_content
#define CMS_get0_type crypto_calls.CMS_get0_type
#define CMS_set1_signers_certs crypto_calls.CMS_set1_signers_certs
#define CMS_verify crypto_calls.CMS_verify
#define CRYPTO_free crypto_calls.CRYPTO_free
#define ERR_clear_error crypto_calls.ERR_clear_error
#define ERR_peek_error crypto_calls.ERR_peek_error
#define ERR_reason_error_string crypto_calls.ERR_reason_error_string
#define EVP_PKEY_free crypto_calls.EVP_PKEY_free
#define OBJ_obj2nid crypto_calls.OBJ_obj2nid
#define OBJ_obj2txt crypto_calls.OBJ_obj2txt
#define OPENSSL_init_crypto crypto_calls.OPENSSL_init_crypto
#define OPENSSL_sk_num crypto_calls.OPENSSL_sk_num
#define OPENSSL_sk_value crypto_calls.OPENSSL_sk_value
#define PKCS12_free crypto_calls.PKCS12_free
#define PKCS8_PRIV_KEY_INFO_free crypto_calls.PKCS8_PRIV_KEY_INFO_free
#define X509_ALGOR_get0 crypto_calls.X509_ALGOR_get0
#define X509_NAME_ENTRY_get_data crypto_calls.X509_NAME_ENTRY_get_data
#define X509_NAME_get_entry crypto_calls.X509_NAME_get_entry
#define X509_NAME_get_index_by_NID crypto_calls.X509_NAME_get_index_by_NID
#define X509_NAME_print_ex crypto_calls.X509_NAME_print_ex
#define X509_check_ca crypto_calls.X509_check_ca
#define X509_free crypto_calls.X509_free
#define X509_get0_notAfter crypto_calls.X509_get0_notAfter
#define X509_get0_notBefore crypto_calls.X509_get0_notBefore
#define X509_get_issuer_name crypto_calls.X509_get_issuer_name
#define X509_get_subject_name crypto_calls.X509_get_subject_name
#define d2i_AutoPrivateKey crypto_calls.d2i_AutoPrivateKey
#define d2i_CMS_ContentInfo crypto_calls.d2i_CMS_ContentInfo
#define d2i_PKCS12 crypto_calls.d2i_PKCS12
#define d2i_PKCS8_PRIV_KEY_INFO crypto_calls.d2i_PKCS8_PRIV_KEY_INFO
#define d2i_X509 crypto_calls.d2i_X509
#endif

#endif /* CRYPTO_SONAME */

#endif
